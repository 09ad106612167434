/// `unknown-keyword`: a name that is no keyword of any dialect.
enum UnknownKeyword: LintCheck {
    static let rule = LintRule(
        id: "unknown-keyword", severity: .error, summary: "The name is no keyword of JSON Schema.",
        explanation: "Validators pass over names that they do not know; what a misspelt keyword was meant to check is "
            + "never checked.",
        remedy: "Correct the name, or let one of your own begin with x-")

    static func findings(in site: LintSite) -> [LintFinding] {
        guard !site.document.hasOwnVocabulary else { return [] }
        return site.object.names.filter { !SchemaKeywords.isKnown($0) }.map { name in
            if ForeignKeywords.describing.contains(name) {
                return finding(
                    site, at: name, "'\(name)' is an editor's or a generator's word; it checks nothing",
                    severity: .note, remedy: "Nothing, where that is meant")
            }
            if site.document.isReferenced(site.place.appending(name)) {
                return finding(
                    site, at: name, "'\(name)' is no keyword of JSON Schema, but references lead into it",
                    severity: .note, remedy: "Keep what is only referred to in $defs")
            }
            return finding(
                site, at: name, "'\(name)' is no keyword of JSON Schema", remedy: remedy(for: name, in: site))
        }
    }

    private static func remedy(for name: String, in site: LintSite) -> String? {
        if let foreign = ForeignKeywords.replacements[name] { return foreign }
        let candidates = SchemaProgram.keywords.filter {
            KeywordDialects.has($0, site.dialect) && site.object[$0] == nil
        }
        return Suggestion.nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
    }
}
