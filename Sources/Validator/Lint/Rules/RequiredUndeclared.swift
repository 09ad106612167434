/// `required-undeclared`: a required member that the schema allows nowhere.
enum RequiredUndeclared: LintCheck {
    static let rule = LintRule(
        id: "required-undeclared", severity: .error, summary: "A required member is one that is not allowed.",
        explanation: "With additionalProperties: false an object has declared members only; one that must have another "
            + "can never pass.",
        remedy: "Declare the member under properties, or correct its name")

    static func findings(in site: LintSite) -> [LintFinding] {
        guard site.kinds.contains(.object) else { return [] }
        let required = (site["required"]?.array ?? []).enumerated().compactMap { index, name in
            name.string.flatMap { refusal(of: $0, in: site, at: ["required", String(index)]) }
        }
        return required + dependent(site, "dependentRequired") + dependent(site, "dependencies")
    }

    private static func dependent(_ site: LintSite, _ keyword: String) -> [LintFinding] {
        (site[keyword]?.object?.members ?? []).flatMap { trigger, names in
            (names.array ?? []).enumerated().compactMap { index, name in
                name.string.flatMap { refusal(of: $0, in: site, at: [keyword, trigger, String(index)]) }
            }
        }
    }

    private static func refusal(of name: String, in site: LintSite, at tokens: [String]) -> LintFinding? {
        let place = JSONPointer(tokens: site.place.tokens + tokens)
        if site.object["properties"]?[name] == false {
            return LintFinding(rule, at: place, isAboutName: false, "'\(name)' is required, and its property is false")
        }
        guard let closed = site.closures.first(where: { !$0.allows(name) }) else { return nil }
        let meant = Suggestion.nearest(to: name, among: closed.names).map { "did you mean '\($0)'?" }
        return LintFinding(
            rule, at: place, isAboutName: false,
            "'\(name)' is required, but no property declares it and others are not allowed", remedy: meant)
    }
}
