/// Judges values by the keywords of one subschema that need no other subschema, with the validator itself.
struct LeafJudge {
    /// Which keyword refuses a value, and what it wants.
    struct Refusal {
        let keyword: String
        let expected: String
    }

    private static let keywords = [
        "type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
        "required",
    ]

    private let evaluator: SchemaEvaluator

    /// - Parameter keywords: keywords that count beside those about types, limits, pattern and format.
    /// - Returns: nil where there is nothing to judge by, or the keywords do not compile.
    init?(_ site: LintSite, adding keywords: [String] = []) {
        var schema = JSONObject()
        for name in Self.keywords + keywords { schema[name] = site[name] }
        guard !schema.isEmpty else { return nil }
        let options = SchemaOptions(dialect: site.dialect, formats: site.document.options.formats)
        guard let program = try? SchemaProgram(compiling: .object(schema), options: options) else { return nil }
        evaluator = SchemaEvaluator(program)
    }

    /// The first reason why the value cannot pass; nil where none is known.
    func refusal(of value: JSONValue) -> Refusal? {
        let parser = JSONParser()
        return Array(value.serialized().utf8).withUnsafeBytes { bytes in
            guard let document = try? parser.parse(bytes) else { return nil }
            return evaluator.errors(in: document).first { !$0.isUndecided }.map {
                Refusal(keyword: $0.keyword, expected: $0.expected)
            }
        }
    }
}
