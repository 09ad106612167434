/// One thing that a schema asks: a keyword at a place. A report has a line for each.
public struct SchemaCheck: Hashable, Sendable {
    /// The keyword: `type`, `required`, `format` …
    public let keyword: String
    /// The place in the message that it is about: names, and `*` for any index or any undeclared name.
    public let field: String
    /// The place in the schema: the document's URI and a JSON Pointer.
    public let location: String
    /// What is expected, in words.
    public let expected: String
}
