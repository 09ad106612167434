import Validator

/// A JSON document as `jsonb` holds it, already as text: the worker writes it, so that the one thread that talks to
/// the database need not.
public struct StoredDocument: Hashable, Sendable {
    /// The document in UTF-8, on one line.
    public let bytes: [UInt8]

    /// What a writer has written.
    init(_ writer: StoredDocumentWriter) { bytes = writer.bytes }

    /// The text of a document, what `jsonb` cannot hold replaced: see ``StoredDocumentWriter``.
    public init(_ document: JSONValue) {
        var writer = StoredDocumentWriter()
        writer.value(document)
        self.init(writer)
    }

    /// The document as a text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
