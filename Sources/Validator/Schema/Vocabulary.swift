/// A dialect with what `$vocabulary` of a meta-schema switches off or on.
struct Vocabulary: Hashable, Sendable {
    var dialect: Dialect
    /// Whether `type`, `enum`, the limits and the like refuse anything.
    var validates = true
    /// Whether `format` refuses values even where the options leave it an annotation.
    var assertsFormat = false
    /// Whether a format that is not known must be refused (2020-12 Validation, section 7.2.2).
    var requiresKnownFormats = false

    init(_ dialect: Dialect) { self.dialect = dialect }

    /// What a meta-schema of one's own asks for.
    init(_ dialect: Dialect, metaSchema: JSONValue) {
        self.dialect = dialect
        guard dialect >= .draft2019, let vocabularies = metaSchema["$vocabulary"]?.object else { return }
        let prefix = Self.prefix(of: dialect)
        validates = vocabularies[prefix + "validation"] != nil
        if dialect == .draft2019 {
            assertsFormat = vocabularies[prefix + "format"] == true
        } else {
            assertsFormat = vocabularies[prefix + "format-assertion"] != nil
            requiresKnownFormats = vocabularies[prefix + "format-assertion"] == true
        }
    }

    /// A vocabulary that a meta-schema requires and that is none of its dialect's (2020-12 Core, section 8.1.2).
    static func unknownRequirement(of metaSchema: JSONValue, in dialect: Dialect) -> String? {
        guard dialect >= .draft2019, let vocabularies = metaSchema["$vocabulary"]?.object else { return nil }
        let known = Set((names[dialect] ?? []).map { ExactText(prefix(of: dialect) + $0) })
        return vocabularies.first { $0.value == true && !known.contains(ExactText($0.name)) }?.name
    }

    private static let names: [Dialect: [String]] = [
        .draft2019: ["core", "applicator", "validation", "meta-data", "format", "content"],
        .draft2020: [
            "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion",
            "content",
        ],
    ]

    private static func prefix(of dialect: Dialect) -> String {
        "https://json-schema.org/draft/\(dialect == .draft2019 ? "2019-09" : "2020-12")/vocab/"
    }
}
