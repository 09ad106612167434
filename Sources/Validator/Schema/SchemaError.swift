/// A mistake in a schema: where, what, and what would be right.
public struct SchemaError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable {
        /// The keyword's value is not of the kind that it must be.
        case invalidKeyword
        /// The regular expression is not one of ECMA-262.
        case invalidPattern
        /// The reference leads nowhere that is known.
        case unknownReference
        /// `$schema` names a dialect that is not known.
        case unknownDialect
        /// Two schemas claim one identifier or one anchor.
        case duplicateIdentifier
        /// References lead in a circle without ever descending into the instance.
        case endlessRecursion
    }

    /// What is wrong.
    public let code: Code
    /// The schema document's URI or file name; may be empty.
    public let document: String
    /// The place in that document.
    public let pointer: String
    /// One sentence.
    public let message: String
}

extension SchemaError: CustomStringConvertible {
    /// The place and the sentence.
    public var description: String { "\(document)#\(pointer): \(message)" }
}
