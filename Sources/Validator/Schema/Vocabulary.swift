/// A dialect with what `$vocabulary` of a meta-schema switches off or on.
struct Vocabulary: Hashable, Sendable {
    var dialect: Dialect
    /// Whether `type`, `enum`, the limits and the like refuse anything.
    var validates = true
    /// Whether `format` refuses values even where the options leave it an annotation.
    var assertsFormat = false

    init(_ dialect: Dialect) { self.dialect = dialect }

    /// What a meta-schema of one's own asks for.
    init(_ dialect: Dialect, metaSchema: JSONValue) {
        self.dialect = dialect
        guard let vocabularies = metaSchema["$vocabulary"]?.object else { return }
        let names = vocabularies.names.map { $0.split(separator: "/").last.map(String.init) ?? "" }
        validates = names.contains("validation")
        assertsFormat =
            names.contains("format-assertion")
            || vocabularies.contains { $0.name.hasSuffix("2019-09/vocab/format") && $0.value == true }
    }
}
