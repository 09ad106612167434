/// `content-annotation-only`: `contentEncoding` and its kin, which refuse no string.
enum ContentAnnotationOnly: LintCheck {
    static let rule = LintRule(
        id: "content-annotation-only", severity: .note, summary: "Keywords about a string's content refuse no string.",
        explanation:
            "contentEncoding, contentMediaType and contentSchema tell a reader what a string holds; a validator "
            + "does not look into it.",
        remedy: "Write a pattern beside it where the string must be checked")

    static func findings(in site: LintSite) -> [LintFinding] {
        let isChecked = site.dialect == .draft7 && site.document.options.assertsContent
        guard !isChecked, site.object["pattern"] == nil, site.kinds.contains(.string) else { return [] }
        let names = ["contentEncoding", "contentMediaType", "contentSchema"].filter { site.object[$0] != nil }
        return names.prefix(1).map { finding(site, at: $0, "'\($0)' is an annotation; any string passes") }
    }
}
