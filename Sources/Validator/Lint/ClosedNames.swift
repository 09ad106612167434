/// The names that an object may have, where a subschema allows no others.
struct ClosedNames {
    private let declared: JSONObject
    private let patterns: [Pattern?]

    /// nil where the subschema allows other names.
    init?(_ site: LintSite) {
        guard site["additionalProperties"] == false || Self.isClosedByUnevaluated(site) else { return nil }
        declared = site.object["properties"]?.object ?? [:]
        patterns = (site.object["patternProperties"]?.object?.names ?? []).map { try? Pattern($0) }
    }

    /// Only without anything that could look at more members can that be told without a message.
    private static func isClosedByUnevaluated(_ site: LintSite) -> Bool {
        guard site["unevaluatedProperties"] == false, site["additionalProperties"] == nil else { return false }
        let others = [
            "$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
            "dependentSchemas", "dependencies",
        ]
        return !others.contains { site.object[$0] != nil }
    }

    /// The number of names, where patterns add none.
    var count: Int? { patterns.isEmpty ? declared.count : nil }

    /// The declared names.
    var names: [String] { declared.names }

    /// Whether an object may have the name; true also where a pattern cannot be told.
    func allows(_ name: String) -> Bool {
        if let schema = declared[name] { return schema != false }
        let scratch = PatternScratch()
        return patterns.contains { pattern in
            guard let pattern else { return true }
            return Array(name.utf8).withUnsafeBufferPointer { pattern.match($0, with: scratch) } != .doesNotMatch
        }
    }
}
