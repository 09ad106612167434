/// One reason why a message is invalid: which keyword, where in schema and message, what was expected and what came.
///
/// Never a value of the message; a member name only where the schema itself writes it.
public struct ValidationError: Hashable, Sendable {
    /// What came instead: its kind and its size.
    public struct Actual: Hashable, Sendable {
        /// The kind.
        public let kind: JSONKind
        /// Characters of a string or of a number's text, items, or members; nil for all else.
        public let length: Int?
    }

    /// The keyword that refused.
    public let keyword: String
    /// The place in the message as RFC 6901 writes it, with `<undeclared:N>` for a name of N characters that the
    /// schema does not write.
    public let instancePointer: String
    /// The keyword's place on the way through the schema, references included.
    public let keywordLocation: String
    /// The keyword's place in its own document.
    public let absoluteKeywordLocation: String
    /// Whether a reference or an `$id` stands between: only then ``absoluteKeywordLocation`` says more than the schema's
    /// URI and ``keywordLocation`` do.
    public let isBehindReference: Bool
    /// The names that are missing, all of them written in the schema.
    public let missingNames: [String]
    /// The value's index on the message's tape: ``JSONNode/tapeIndex``.
    public let tapeIndex: Int
    /// The value's first byte in the message.
    public let offset: Int
    /// The byte behind the value's last one.
    public let endOffset: Int
    /// The line of the first byte, from 1.
    public let line: Int
    /// The column of the first byte in characters, from 1.
    public let column: Int
    /// One sentence.
    public let message: String
    /// What the keyword wants, in words.
    public let expected: String
    /// What came.
    public let actual: Actual
    /// Whether the check could not be decided, which is never a pass.
    public let isUndecided: Bool
    /// The program's checks that this error breaks: indexes into ``SchemaProgram/checks``.
    public let checks: [Int]
}
