/// `keyword-without-partner`: a keyword that only means something beside another one.
enum KeywordWithoutPartner: LintCheck {
    static let rule = LintRule(
        id: "keyword-without-partner", severity: .error,
        summary: "The keyword only means something beside another one, which is missing.",
        explanation: "then and else need if, minContains and maxContains need contains, additionalItems needs items as "
            + "an array; alone they check nothing.",
        remedy: "Add the keyword that is missing, or remove this one")

    static func findings(in site: LintSite) -> [LintFinding] {
        var findings: [LintFinding] = []
        for (name, partner) in [
            ("then", "if"), ("else", "if"), ("minContains", "contains"), ("maxContains", "contains"),
            ("contentSchema", "contentMediaType"),
        ] where site.has(name) && !site.has(partner) {
            findings.append(finding(site, at: name, "'\(name)' checks nothing without '\(partner)'"))
        }
        if site.has("if"), !site.has("then"), !site.has("else") {
            findings.append(
                finding(
                    site, at: "if", "'if' checks nothing without 'then' or 'else'",
                    severity: isAskedForAnnotations(site) ? .note : nil))
        }
        if site.has("additionalItems"), site.object["items"]?.array == nil {
            findings.append(
                finding(site, at: "additionalItems", "'additionalItems' checks nothing unless 'items' is an array"))
        }
        return findings + draft4(site)
    }

    /// An `if` alone still marks what it looked at for `unevaluatedProperties` and `unevaluatedItems`.
    private static func isAskedForAnnotations(_ site: LintSite) -> Bool { site.dialect >= .draft2019 }

    private static func draft4(_ site: LintSite) -> [LintFinding] {
        guard site.dialect == .draft4 else { return [] }
        return [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")].compactMap {
            name, partner -> LintFinding? in
            guard site.object[name] == true, site.object[partner] == nil else { return nil }
            return finding(site, at: name, "'\(name)' checks nothing without '\(partner)' in draft-04")
        }
    }
}
