/// One regular expression of a subschema, and where it stands.
struct PatternPlace {
    let source: String
    let place: JSONPointer
    /// Whether it is a member's name under `patternProperties`.
    let isName: Bool
    /// The expression as a tree; nil where it is none.
    let node: PatternNode?

    private init(_ source: String, at place: JSONPointer, isName: Bool) {
        self.source = source
        self.place = place
        self.isName = isName
        var parser = PatternParser(source)
        node = try? parser.parse()
    }

    /// The expressions of a subschema itself.
    static func all(in site: LintSite) -> [PatternPlace] {
        let own = site.object["pattern"]?.string.map {
            PatternPlace($0, at: site.place.appending("pattern"), isName: false)
        }
        let below = site.place.appending("patternProperties")
        let names = site.object["patternProperties"]?.object?.names ?? []
        return [own].compactMap { $0 } + names.map { PatternPlace($0, at: below.appending($0), isName: true) }
    }
}
