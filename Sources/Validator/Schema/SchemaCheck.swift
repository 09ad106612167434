/// One thing that a schema asks: a keyword at a place. A report has a line for each.
public struct SchemaCheck: Hashable, Sendable {
    /// The keyword: `type`, `required`, `format` …
    public let keyword: String
    /// The place in the message that it is about: names, and `*` for any index or any undeclared name. Empty where it is
    /// about the whole message, or about several places.
    public internal(set) var field: String
    /// Where references lead to the definition from several places of the message: its own place, as a JSON Pointer behind
    /// `#` (and its document's URI, where that is another), and the member's name where the check is about one.
    public internal(set) var definition: String?
    /// The place in the schema: the document's URI and a JSON Pointer.
    public let location: String
    /// What is expected, in words.
    public let expected: String
}
