/// `duplicate-value`: an item that stands twice in `enum`, `required` or `type`.
enum DuplicateValue: LintCheck {
    static let rule = LintRule(
        id: "duplicate-value", severity: .warning, summary: "An item of enum, required or type stands twice.",
        explanation: "The second one changes nothing; mostly another one was meant.",
        remedy: "Remove the second one, or write what was meant")

    static func findings(in site: LintSite) -> [LintFinding] {
        ["enum", "required", "type"].flatMap { keyword -> [LintFinding] in
            var seen: Set<JSONValue> = []
            return (site.object[keyword]?.array ?? []).enumerated().compactMap { index, value -> LintFinding? in
                guard !seen.insert(value).inserted else { return nil }
                return finding(
                    site, at: keyword, item: index, isAboutName: false,
                    "\(value.excerpt) stands twice in '\(keyword)'")
            }
        }
    }
}

extension JSONValue {
    /// The value's text, cut where it is long: schemas hold no personal data.
    var excerpt: String {
        let text = serialized()
        return text.count > 40 ? text.prefix(40) + "…" : text
    }
}
