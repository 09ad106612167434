import Validator

/// A JSON document as `jsonb` holds it, already as text: the worker writes it, so that the one thread that talks to
/// the database need not.
public struct StoredDocument: Hashable, Sendable {
    /// The document on one line.
    public let text: String

    /// The text of a document, what `jsonb` cannot hold replaced.
    public init(_ document: JSONValue) { text = document.storable.serialized() }
}
