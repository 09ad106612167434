import Validator

extension RandomSchema {
    /// A whole schema with `$schema`, definitions, a resource inside it, and references between all of them.
    ///
    /// At one value a definition refers to later ones only; inside that value to any, and to the root.
    mutating func document() -> JSONValue {
        let definitions = dialect >= .draft2019 ? "$defs" : "definitions"
        let places = (0..<3).map { "root#/\(definitions)/\($0)" } + ["inner"]
        let links = places.map { JSONObject([("$ref", .string($0))]) }
        recursiveReferences = links + [JSONObject([("$ref", "#")]), JSONObject([("$ref", "root")])] + dynamicReferences
        var bodies = JSONObject()
        for index in 0..<3 {
            references = Array(links[(index + 1)...])
            bodies["\(index)"] = schema(depth: 2)
        }
        references = []
        bodies["inner"] = .object(resource("inner"))
        references = links
        var root = JSONObject([("$schema", .string(schemaURI))])
        for member in resource("https://e.org/root").members { root[member.name] = member.value }
        root[definitions] = .object(bodies)
        return .object(root)
    }

    private var schemaURI: String { dialect <= .draft7 ? dialect.uri + "#" : dialect.uri }

    /// A schema with a URI of its own.
    private mutating func resource(_ identifier: String) -> JSONObject {
        var object = JSONObject([(dialect == .draft4 ? "id" : "$id", .string(identifier))])
        if dialect == .draft2020 { object["$dynamicAnchor"] = "node" }
        if dialect == .draft2019, isChosen(oneIn: 2) { object["$recursiveAnchor"] = true }
        // References stand alone until draft 7.
        if dialect >= .draft2019, !references.isEmpty, isChosen(oneIn: 3) { object["$ref"] = pick(references)["$ref"] }
        // Little beside these keywords, so that it is they who decide.
        if usesUnevaluated, dialect >= .draft2019, isChosen(oneIn: 3) {
            addUnevaluated(&object, 1)
        } else {
            for _ in 0...random.next(below: 3) { addKeyword(&object, 3) }
        }
        return object
    }

    private var dynamicReferences: [JSONObject] {
        switch dialect {
        case .draft2019: [JSONObject([("$recursiveRef", "#")])]
        case .draft2020: [JSONObject([("$dynamicRef", "#node")])]
        default: []
        }
    }
}
