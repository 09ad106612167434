/// What the linter's checks need to know about the whole schema.
struct LintDocument {
    /// The schema.
    let root: JSONValue
    /// How the schema is compiled.
    let options: SchemaOptions
    /// Whether findings about other validators are wanted too.
    let isPortable: Bool
    /// Whether the schema's dialect is a meta-schema of somebody's own, which may bring keywords of its own.
    let hasOwnVocabulary: Bool
    /// Whether the dialect's meta-schema says that formats refuse values.
    let assertsFormat: Bool
    /// The places that local references lead to.
    private let targets: [JSONPointer]
    /// Whether `#/…` always means a place in this document.
    private let isOneResource: Bool

    init(_ root: JSONValue, options: SchemaOptions, isPortable: Bool, vocabulary: Vocabulary, isOwn: Bool) {
        self.root = root
        self.options = options
        self.isPortable = isPortable
        hasOwnVocabulary = isOwn
        assertsFormat = vocabulary.assertsFormat
        targets = Self.references(in: root).compactMap { reference in
            reference.hasPrefix("#") ? URIReference(reference).decodedFragment.flatMap(JSONPointer.init) : nil
        }
        isOneResource = Self.identifiers(in: root) <= (root["$id"] == nil && root["id"] == nil ? 0 : 1)
    }

    /// The subschema that a local reference leads to; nil where that cannot be told for sure.
    func target(of reference: String) -> JSONValue? {
        guard isOneResource, let fragment = URIReference(reference).decodedFragment, reference.hasPrefix("#") else {
            return nil
        }
        return JSONPointer(fragment).flatMap { root[$0] }
    }

    /// Whether a local reference leads to the place or below it.
    func isReferenced(_ place: JSONPointer) -> Bool { targets.contains { $0.tokens.starts(with: place.tokens) } }

    private static func references(in value: JSONValue) -> Set<String> {
        switch value {
        case .array(let items): items.reduce(into: []) { $0.formUnion(references(in: $1)) }
        case .object(let object):
            object.reduce(into: []) { found, member in
                if member.name == "$ref", let text = member.value.string { found.insert(text) }
                found.formUnion(references(in: member.value))
            }
        default: []
        }
    }

    private static func identifiers(in value: JSONValue) -> Int {
        switch value {
        case .array(let items): items.reduce(0) { $0 + identifiers(in: $1) }
        case .object(let object):
            object.reduce(0) { sum, member in
                let isIdentifier = member.name == "$id" || member.name == "id"
                return sum + (isIdentifier && member.value.string != nil ? 1 : 0) + identifiers(in: member.value)
            }
        default: 0
        }
    }
}

extension LintDocument {
    /// The kinds of values that can pass a subschema, as far as its own types, values and references tell; never too
    /// few.
    func kinds(of schema: JSONValue, in dialect: Dialect, depth: Int = 0) -> KindSet {
        if schema == false { return [] }
        guard case .object(let object) = schema, depth < 16 else { return .all }
        let target = object["$ref"]?.string.flatMap(target)
        let below = target.map { kinds(of: $0, in: dialect, depth: depth + 1) } ?? .all
        if dialect.referenceStandsAlone, object["$ref"] != nil { return below }
        return below.intersection(KindSet(declaredBy: object.known(in: dialect)))
    }
}

extension JSONObject {
    /// The object without `const` where the dialect does not have it.
    func known(in dialect: Dialect) -> JSONObject {
        var object = self
        if dialect == .draft4 { object["const"] = nil }
        return object
    }
}
