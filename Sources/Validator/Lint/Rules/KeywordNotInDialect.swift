/// `keyword-not-in-dialect`: a keyword that the schema's dialect does not have.
enum KeywordNotInDialect: LintCheck {
    static let rule = LintRule(
        id: "keyword-not-in-dialect", severity: .error, summary: "The keyword belongs to another dialect.",
        explanation: "A validator passes over keywords that came after the dialect that $schema names, or left before "
            + "it; what they were meant to check is never checked.",
        remedy: "Name the dialect that has the keyword in $schema, or use what this dialect has")

    static func findings(in site: LintSite) -> [LintFinding] {
        site.object.names.filter { !KeywordDialects.has($0, site.dialect) }.compactMap { name -> LintFinding? in
            guard let range = KeywordDialects.range(of: name) else { return nil }
            // The one keyword that this validator checks although its dialect is over.
            let isStillChecked = name == "dependencies"
            return finding(
                site, at: name, message(name, range, site.dialect, isStillChecked),
                severity: isStillChecked ? .warning : nil, remedy: replacement(of: name, in: site.dialect))
        }
    }

    private static func message(
        _ name: String, _ range: ClosedRange<Dialect>, _ dialect: Dialect, _ isStillChecked: Bool
    ) -> String {
        let reason =
            dialect < range.lowerBound
            ? "'\(name)' came with \(range.lowerBound.name)" : "'\(name)' ended with \(range.upperBound.name)"
        let rest =
            isStillChecked
            ? "this validator still checks it in \(dialect.name), others need not"
            : "\(dialect.name) passes over it"
        return "\(reason); \(rest)"
    }

    private static func replacement(of name: String, in dialect: Dialect) -> String? {
        switch name {
        case "id": "write $id"
        case "$id": "write id"
        case "const": "write enum with one value"
        case "dependencies": "write dependentRequired or dependentSchemas"
        case "dependentRequired", "dependentSchemas": "write dependencies"
        case "prefixItems": "write items as an array, and additionalItems for what follows"
        case "additionalItems": "write prefixItems, and items for what follows"
        case "$recursiveRef": dialect == .draft2020 ? "write $dynamicRef" : nil
        case "$recursiveAnchor": dialect == .draft2020 ? "write $dynamicAnchor" : nil
        case "$dynamicRef": dialect == .draft2019 ? "write $recursiveRef" : nil
        case "$dynamicAnchor": dialect == .draft2019 ? "write $recursiveAnchor" : nil
        default: nil
        }
    }
}
