/// Quoting of names in SQL (PostgreSQL documentation, section 4.1.1).
enum SQLIdentifier {
    /// The name in double quotes, so that it stands for itself whatever it holds.
    static func quoted(_ name: String) -> String {
        "\"" + name.escaping(["\""], with: "\"") + "\""
    }

    /// The names, quoted and separated by commas.
    static func list(_ names: some Sequence<String>) -> String { names.map(quoted).joined(separator: ", ") }
}

extension String {
    /// The text with `mark` before each of some scalars. By scalars: a quote below an accent is a quote still.
    func escaping(_ special: Set<Unicode.Scalar>, with mark: Unicode.Scalar) -> String {
        unicodeScalars.reduce(into: "") { text, scalar in
            if special.contains(scalar) { text.unicodeScalars.append(mark) }
            text.unicodeScalars.append(scalar)
        }
    }
}

extension TableName {
    /// The name as SQL: `"sales"."orders"`.
    public var quoted: String {
        (schema.map { SQLIdentifier.quoted($0) + "." } ?? "") + SQLIdentifier.quoted(table)
    }
}
