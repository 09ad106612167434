/// `ref-siblings-ignored`: keywords beside `$ref` in the drafts that pass over them.
enum ReferenceSiblings: LintCheck {
    static let rule = LintRule(
        id: "ref-siblings-ignored", severity: .error, summary: "Up to draft-07, keywords beside $ref are passed over.",
        explanation: "In draft-04, -06 and -07 an object with $ref is the reference and nothing else.",
        remedy: "Write allOf: [{$ref: …}, {…}], or name a later dialect in $schema")

    static func findings(in site: LintSite) -> [LintFinding] {
        guard site.isReferenceAlone else { return [] }
        return site.object.names.filter(checks).map { name in
            finding(site, at: name, "'\(name)' beside '$ref' is passed over in \(site.dialect.name)")
        }
    }

    private static let descriptions: Set<String> = [
        "$ref", "$schema", "$id", "id", "$anchor", "$comment", "$defs", "definitions", "title", "description",
        "default", "examples", "deprecated", "readOnly", "writeOnly", "$vocabulary",
    ]

    /// Whether the name is one that would check something where it counted.
    static func checks(_ name: String) -> Bool {
        !descriptions.contains(name) && !ForeignKeywords.describing.contains(name) && !name.hasPrefix("x-")
    }
}
