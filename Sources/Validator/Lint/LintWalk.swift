/// Walks through a schema and lets every check look at every subschema.
struct LintWalk {
    let document: LintDocument
    private let checks = SchemaLint.checks
    private(set) var findings: [LintFinding] = []

    init(document: LintDocument) { self.document = document }

    /// Looks at a subschema and at all below it.
    mutating func visit(
        _ value: JSONValue, at place: JSONPointer, dialect: Dialect, around: LintSite.Surroundings
    ) {
        guard case .object(let object) = value else { return }
        let own = object["$schema"]?.string.flatMap(Dialect.init(schemaURI:)) ?? dialect
        let site = LintSite(object: object, place: place, dialect: own, around: around, document: document)
        for check in checks where !site.isReferenceAlone || check == ReferenceSiblings.self {
            findings += check.findings(in: site)
        }
        for (keyword, value) in object where !site.isReferenceAlone || Self.holdsDefinitions(keyword) {
            visit(value, under: keyword, of: site)
        }
    }

    private mutating func visit(_ value: JSONValue, under keyword: String, of site: LintSite) {
        let place = site.place.appending(keyword)
        let around = surroundings(of: keyword, in: site)
        switch Self.shape(of: keyword, in: site.dialect) {
        case .none: break
        case .schema: visit(value, at: place, dialect: site.dialect, around: around)
        case .list: visitItems(value, at: place, site.dialect, around)
        case .map:
            for (name, member) in value.object ?? [:] {
                visit(member, at: place.appending(name), dialect: site.dialect, around: around)
            }
        case .schemaOrList:
            visit(value, at: place, dialect: site.dialect, around: around)
            visitItems(value, at: place, site.dialect, around)
        }
    }

    private mutating func visitItems(
        _ value: JSONValue, at place: JSONPointer, _ dialect: Dialect, _ around: LintSite.Surroundings
    ) {
        for (index, item) in (value.array ?? []).enumerated() {
            visit(item, at: place.appending(String(index)), dialect: dialect, around: around)
        }
    }

    /// A pointer may lead into `$defs` in any dialect.
    private static func shape(of keyword: String, in dialect: Dialect) -> Subschemas.Shape {
        holdsDefinitions(keyword) ? .map : Subschemas.shape(of: keyword, in: dialect)
    }

    private static func holdsDefinitions(_ keyword: String) -> Bool { keyword == "$defs" || keyword == "definitions" }

    /// What a keyword's subschemas may take for granted about the value that they look at.
    private func surroundings(of keyword: String, in site: LintSite) -> LintSite.Surroundings {
        switch keyword {
        case "allOf", "anyOf", "oneOf", "else": return .init(kinds: site.kinds, closures: site.closures)
        case "then":
            let condition = site.object["if"].map { document.kinds(of: $0, in: site.dialect) } ?? .all
            return .init(kinds: site.kinds.intersection(condition), closures: site.closures)
        case "not", "if": return .init(kinds: site.kinds)
        case "dependentSchemas", "dependencies":
            return .init(kinds: site.kinds.intersection(.object), closures: site.closures)
        default: return .init()
        }
    }
}
