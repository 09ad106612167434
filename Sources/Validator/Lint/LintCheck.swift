/// What looks for the findings of one rule in one subschema.
protocol LintCheck {
    /// The rule.
    static var rule: LintRule { get }

    /// The findings in the subschema itself; those below it are found when the walk comes there.
    static func findings(in site: LintSite) -> [LintFinding]
}

extension LintCheck {
    /// A finding about a member of the subschema, or about an item of its value.
    static func finding(
        _ site: LintSite, at keyword: String, item: Int? = nil, isAboutName: Bool = true, _ message: String,
        severity: LintSeverity? = nil, remedy: String? = nil
    ) -> LintFinding {
        let tokens = site.place.tokens + [keyword] + [item.map(String.init)].compactMap { $0 }
        return LintFinding(
            rule, at: JSONPointer(tokens: tokens), isAboutName: isAboutName, message, severity: severity,
            remedy: remedy)
    }
}
