/// What a keyword says about a value of a valid message: `title`, `default`, `format`, a keyword of one's own …
public struct SchemaAnnotation: Hashable, Sendable {
    /// The keyword.
    public let keyword: String
    /// The value's place in the message, as RFC 6901 writes it.
    public let instanceLocation: String
    /// The keyword's place on the way through the schema, references included.
    public let keywordLocation: String
    /// The keyword's place in its own document: a URI, or a relative reference where the schema has no URI.
    public let absoluteKeywordLocation: String
    /// What the keyword says.
    public let value: JSONValue
}
