/// Quoting of names in SQL (PostgreSQL documentation, section 4.1.1).
enum SQLIdentifier {
    /// The name in double quotes, so that it stands for itself whatever it holds.
    static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The names, quoted and separated by commas.
    static func list(_ names: some Sequence<String>) -> String { names.map(quoted).joined(separator: ", ") }
}

extension TableName {
    /// The name as SQL: `"sales"."orders"`.
    public var quoted: String {
        (schema.map { SQLIdentifier.quoted($0) + "." } ?? "") + SQLIdentifier.quoted(table)
    }
}
