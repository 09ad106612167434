/// `format-annotation-only`: a format that refuses no value.
enum FormatAnnotationOnly: LintCheck {
    static let rule = LintRule(
        id: "format-annotation-only", severity: .warning, summary: "The format is an annotation: it refuses no value.",
        explanation:
            "A format that JSON Schema does not define checks nothing in any draft. Since 2019-09 all formats are "
            + "annotations, and only a validator that is told to checks them: contracts are such a place, a bare schema "
            + "is not. With --portable contracts are looked at too, because other validators may read them.",
        remedy: "Write a pattern, or a format that JSON Schema defines")

    static func findings(in site: LintSite) -> [LintFinding] {
        guard let name = site.object["format"]?.string else { return [] }
        if Format(name: name) != nil { return annotation(name, site) }
        return [
            finding(
                site, at: "format", isAboutName: false, "JSON Schema has no format '\(name)'; it checks nothing",
                remedy: replacements[name] ?? nearest(name))
        ]
    }

    private static func annotation(_ name: String, _ site: LintSite) -> [LintFinding] {
        let hasMore = ["pattern", "enum", "const"].contains { site.object[$0] != nil }
        guard !hasMore, site.kinds.contains(.string) else { return [] }
        if !site.document.options.formats.asserts(site.vocabulary) {
            return [
                finding(
                    site, at: "format", isAboutName: false,
                    "in \(site.dialect.name) the format '\(name)' is an annotation; it refuses no value",
                    remedy: "Write a pattern beside it, or check with --format-assertion assert")
            ]
        }
        guard site.document.isPortable, site.dialect >= .draft2019, !site.document.assertsFormat else { return [] }
        return [
            finding(
                site, at: "format", isAboutName: false,
                "in \(site.dialect.name) the format '\(name)' is an annotation; other validators need not check it",
                remedy: "Write a pattern beside it, or tell the other validators to assert formats")
        ]
    }

    private static func nearest(_ name: String) -> String? {
        Suggestion.nearest(to: name, among: Format.allCases.map(\.name)).map { "did you mean '\($0)'?" }
    }

    /// What OpenAPI's formats are in JSON Schema.
    private static let replacements = [
        "int32": "write minimum: -2147483648 and maximum: 2147483647",
        "int64": "write minimum: -9223372036854775808 and maximum: 9223372036854775807",
        "float": "it only names a type of the program; remove it",
        "double": "it only names a type of the program; remove it",
        "byte": "write contentEncoding: base64 and a pattern", "binary": "write contentEncoding: base64 and a pattern",
        "password": "it only tells a form to hide the text; remove it", "datetime": "did you mean 'date-time'?",
        "ip": "write anyOf: [{format: ipv4}, {format: ipv6}]", "url": "did you mean 'uri'?",
        "guid": "did you mean 'uuid'?",
    ]
}
