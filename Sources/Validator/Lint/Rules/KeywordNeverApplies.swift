/// `keyword-never-applies`: a keyword about values that the type beside or around it refuses.
enum KeywordNeverApplies: LintCheck {
    static let rule = LintRule(
        id: "keyword-never-applies", severity: .warning,
        summary: "The keyword is about values that the type here refuses.",
        explanation: "Every keyword lets values of other kinds pass: minLength says nothing about an integer. Where "
            + "the type admits no value that the keyword is about, it checks nothing.",
        remedy: "Remove the keyword, or correct the type")

    static func findings(in site: LintSite) -> [LintFinding] {
        let kinds = site.kinds
        guard !kinds.isEmpty, kinds != .all else { return [] }
        return site.object.names.compactMap { name in
            guard let subject = subject(of: name, in: site), kinds.isDisjoint(with: subject) else { return nil }
            return finding(
                site, at: name, "'\(name)' is about \(subject) values, but only \(kinds) is allowed here",
                remedy: remedy(name, kinds))
        }
    }

    /// The kinds that a keyword looks at; nil where it looks at all.
    private static func subject(of name: String, in site: LintSite) -> KindSet? {
        guard site.has(name) else { return nil }
        if name == "format" {
            return site.object[name]?.string.flatMap(Format.init(name:)) == nil ? nil : .string
        }
        return subjects[name]
    }

    private static let subjects: [String: KindSet] = {
        let words: [(KindSet, [String])] = [
            (.string, ["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema"]),
            (.number, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
            (
                .object,
                [
                    "properties", "patternProperties", "additionalProperties", "unevaluatedProperties",
                    "propertyNames", "required", "minProperties", "maxProperties", "dependentRequired",
                    "dependentSchemas", "dependencies",
                ]
            ),
            (
                .array,
                [
                    "items", "prefixItems", "additionalItems", "unevaluatedItems", "contains", "minContains",
                    "maxContains", "minItems", "maxItems", "uniqueItems",
                ]
            ),
        ]
        return words.reduce(into: [:]) { subjects, entry in
            for name in entry.1 { subjects[name] = entry.0 }
        }
    }()

    /// The keyword with the same purpose for the kind that is allowed.
    private static func remedy(_ name: String, _ kinds: KindSet) -> String? {
        let limits = ["minLength", "minimum", "minItems", "minProperties"]
        let maxima = ["maxLength", "maximum", "maxItems", "maxProperties"]
        let order: [KindSet] = [.string, .number, .array, .object]
        guard let index = order.firstIndex(where: { $0.isSuperset(of: kinds) }) else { return nil }
        let meant = limits.contains(name) ? limits[index] : maxima.contains(name) ? maxima[index] : nil
        return meant.map { "for \(kinds) the keyword is \($0)" }
    }
}
