/// `unevaluated-nothing`: `unevaluatedProperties` or `unevaluatedItems` beside a keyword that leaves nothing to it.
enum UnevaluatedNothing: LintCheck {
    static let rule = LintRule(
        id: "unevaluated-nothing", severity: .warning,
        summary: "Another keyword has looked at all members or items before.",
        explanation: "additionalProperties looks at every member that properties and patternProperties left, and items "
            + "at every item, so that nothing is left over.",
        remedy: "Remove one of the two keywords")

    static func findings(in site: LintSite) -> [LintFinding] {
        var findings: [LintFinding] = []
        func add(_ name: String, after other: String, _ what: String) {
            guard site.has(name), site.has(other) else { return }
            findings.append(finding(site, at: name, "'\(name)' finds nothing: '\(other)' has looked at all \(what)"))
        }
        add("unevaluatedProperties", after: "additionalProperties", "members")
        if site.dialect == .draft2020 || site.object["items"]?.array == nil {
            add("unevaluatedItems", after: "items", "items")
        } else {
            add("unevaluatedItems", after: "additionalItems", "items")
        }
        return findings
    }
}
