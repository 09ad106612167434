/// The schema documents that a program is compiled from, and the identifiers and anchors in them.
struct SchemaRegistry {
    /// A schema with an identifier of its own: a document's root, or a subschema with `$id`.
    struct Resource {
        var uri: URIReference
        var vocabulary: Vocabulary
        let document: Int
        let pointer: String
        /// Anchors and the places they name.
        var anchors: [ExactText: String] = [:]
        /// The anchors among them that `$dynamicRef` may find elsewhere.
        var dynamicAnchors: Set<ExactText> = []
        /// Whether `$recursiveRef` may find this resource (2019-09).
        var isRecursiveAnchor = false

        var dialect: Dialect { vocabulary.dialect }
    }

    private let options: SchemaOptions
    private(set) var documents: [(uri: URIReference, root: JSONValue)] = []
    private(set) var resources: [Resource] = []
    private var resourcesByURI: [ExactText: Int] = [:]
    private var resourcesByPlace: [SchemaLocation.Key: Int] = [:]

    init(options: SchemaOptions) { self.options = options }

    /// Adds a document and everything in it that has a name.
    mutating func add(_ root: JSONValue, uri: String, dialect: Dialect) throws(SchemaError) -> SchemaLocation {
        let uri = URIReference(uri).withoutFragment
        documents.append((uri, root))
        let document = documents.count - 1
        let vocabulary = try self.vocabulary(of: root, default: Vocabulary(dialect), document: document, pointer: "")
        let resource = addResource(uri, vocabulary, document, "")
        try index(root, document: document, pointer: "", resource: resource)
        return SchemaLocation(document: document, pointer: "", resource: resource, value: root)
    }

    private mutating func addResource(_ uri: URIReference, _ vocabulary: Vocabulary, _ document: Int, _ pointer: String)
        -> Int
    {
        let index = resources.count
        resources.append(Resource(uri: uri, vocabulary: vocabulary, document: document, pointer: pointer))
        let name = ExactText(uri.description)
        if resourcesByURI[name] == nil { resourcesByURI[name] = index }
        resourcesByPlace[.init(document: document, pointer: pointer)] = index
        return index
    }

    private func vocabulary(
        of schema: JSONValue, default vocabulary: Vocabulary, document: Int, pointer: String
    ) throws(SchemaError) -> Vocabulary {
        try options.vocabulary(
            of: schema, default: vocabulary, document: documents[document].uri.description, pointer: pointer)
    }

    // MARK: Finding names

    private mutating func index(
        _ schema: JSONValue, document: Int, pointer: String, resource: Int
    ) throws(SchemaError) {
        guard case .object(let object) = schema else { return }
        let resource = try identify(object, schema, document: document, pointer: pointer, resource: resource)
        let dialect = resources[resource].dialect
        if dialect.referenceStandsAlone, object["$ref"] != nil {
            // Nothing beside such a reference counts, but what lies below may still be named by a pointer.
        } else {
            try recordAnchors(object, pointer: pointer, resource: resource)
        }
        for (name, value) in object {
            let place = pointer + "/" + JSONPointer.escape(name)
            switch Subschemas.shape(of: name, in: dialect) {
            case .none: continue
            case .schema: try index(value, document: document, pointer: place, resource: resource)
            case .list: try indexItems(value, document, place, resource)
            case .map: try indexMembers(value, document, place, resource)
            case .schemaOrList:
                try index(value, document: document, pointer: place, resource: resource)
                try indexItems(value, document, place, resource)
            }
        }
    }

    private mutating func indexItems(
        _ value: JSONValue, _ document: Int, _ pointer: String, _ resource: Int
    ) throws(SchemaError) {
        for (position, item) in (value.array ?? []).enumerated() {
            try index(item, document: document, pointer: "\(pointer)/\(position)", resource: resource)
        }
    }

    private mutating func indexMembers(
        _ value: JSONValue, _ document: Int, _ pointer: String, _ resource: Int
    ) throws(SchemaError) {
        for (name, item) in value.object ?? [:] {
            try index(item, document: document, pointer: pointer + "/" + JSONPointer.escape(name), resource: resource)
        }
    }

    /// The resource that the schema belongs to: its parent's, or its own where it has an identifier.
    private mutating func identify(
        _ object: JSONObject, _ schema: JSONValue, document: Int, pointer: String, resource: Int
    ) throws(SchemaError) -> Int {
        let parent = resources[resource]
        let vocabulary = try vocabulary(of: schema, default: parent.vocabulary, document: document, pointer: pointer)
        let dialect = vocabulary.dialect
        guard let text = object[dialect.identifierKeyword]?.string,
            !(dialect.referenceStandsAlone && object["$ref"] != nil)
        else { return resource }
        let reference = URIReference(text)
        let uri = reference.resolved(against: parent.uri).withoutFragment
        // Until draft 7 an identifier's fragment is an anchor.
        let anchor = dialect.referenceStandsAlone ? reference.fragment ?? "" : ""
        var own = resource
        if anchor.isEmpty || uri != parent.uri {
            try refuseOther(named: uri, than: schema, document: document, pointer: pointer, dialect)
            own = name(uri, vocabulary, document, pointer, in: resource)
        }
        if !anchor.isEmpty { try record(anchor, of: dialect.identifierKeyword, pointer, own) }
        return own
    }

    /// The resource of that identifier: a new one, or the document's, which is found by that and by where it was
    /// retrieved from.
    private mutating func name(
        _ uri: URIReference, _ vocabulary: Vocabulary, _ document: Int, _ pointer: String, in resource: Int
    ) -> Int {
        guard pointer == resources[resource].pointer else { return addResource(uri, vocabulary, document, pointer) }
        resources[resource].uri = uri
        resources[resource].vocabulary = vocabulary
        let name = ExactText(uri.description)
        if resourcesByURI[name] == nil { resourcesByURI[name] = resource }
        return resource
    }

    /// Refuses an identifier that another schema has: a reference could mean either of them.
    ///
    /// One schema that is met in two documents means the same in both.
    private func refuseOther(
        named uri: URIReference, than schema: JSONValue, document: Int, pointer: String, _ dialect: Dialect
    ) throws(SchemaError) {
        guard let index = resourcesByURI[ExactText(uri.description)] else { return }
        let other = resources[index]
        if other.document == document, other.pointer == pointer { return }
        guard other.document != document else {
            throw duplicate(dialect.identifierKeyword, document: document, pointer: pointer)
        }
        guard place("", in: index)?.value != schema else { return }
        throw SchemaError(
            code: .duplicateIdentifier, document: documents[document].uri.description,
            pointer: "\(pointer)/\(dialect.identifierKeyword)",
            message: "Another schema has the same identifier: \(documents[other.document].uri)#\(other.pointer).")
    }

    private mutating func recordAnchors(
        _ object: JSONObject, pointer: String, resource: Int
    ) throws(SchemaError) {
        let dialect = resources[resource].dialect
        if dialect >= .draft2019, let anchor = object["$anchor"]?.string {
            try record(anchor, of: "$anchor", pointer, resource)
        }
        if dialect == .draft2020, let anchor = object["$dynamicAnchor"]?.string {
            try record(anchor, of: "$dynamicAnchor", pointer, resource)
            resources[resource].dynamicAnchors.insert(ExactText(anchor))
        }
        if dialect == .draft2019, pointer == resources[resource].pointer, object["$recursiveAnchor"]?.bool == true {
            resources[resource].isRecursiveAnchor = true
        }
    }

    private mutating func record(
        _ anchor: String, of keyword: String, _ pointer: String, _ resource: Int
    ) throws(SchemaError) {
        let anchor = ExactText(anchor)
        if let other = resources[resource].anchors[anchor], ExactText(other) != ExactText(pointer) {
            throw duplicate(keyword, document: resources[resource].document, pointer: pointer)
        }
        resources[resource].anchors[anchor] = pointer
    }

    private func duplicate(_ keyword: String, document: Int, pointer: String) -> SchemaError {
        SchemaError(
            code: .duplicateIdentifier, document: documents[document].uri.description,
            pointer: "\(pointer)/\(keyword)", message: "Another schema of the document has the same name.")
    }

    // MARK: Following references

    /// The place below a location by these tokens; nil where there is none.
    func descend(from start: SchemaLocation, _ tokens: [String]) -> SchemaLocation? {
        var (value, pointer, resource) = (start.value, start.pointer, start.resource)
        for token in tokens {
            guard let next = value[JSONPointer(tokens: [token])] else { return nil }
            value = next
            pointer += "/" + JSONPointer.escape(token)
            resource = resourcesByPlace[.init(document: start.document, pointer: pointer)] ?? resource
        }
        return SchemaLocation(document: start.document, pointer: pointer, resource: resource, value: value)
    }

    /// The subschema that a reference means, its document loaded if need be.
    mutating func resolve(_ reference: String, from location: SchemaLocation) throws(SchemaError) -> SchemaLocation {
        let base = resources[location.resource].uri
        let uri = URIReference(reference).resolved(against: base)
        // A schema that refers to itself never means another one, whatever that calls itself.
        let isOwn = uri.withoutFragment == base
        guard let resource = isOwn ? location.resource : try resource(for: uri.withoutFragment, from: location) else {
            let known = resourcesByURI.keys.map(\.text).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
            throw unknown(
                "The reference names \(uri.withoutFragment), which is not known; known are: \(known.isEmpty ? "none" : known).",
                location)
        }
        guard let fragment = uri.decodedFragment, let target = place(fragment, in: resource) else {
            throw unknown("The reference names a place that the schema does not have.", location)
        }
        return target
    }

    private func unknown(_ message: String, _ location: SchemaLocation) -> SchemaError {
        SchemaError(
            code: .unknownReference, document: documents[location.document].uri.description,
            pointer: location.pointer, message: message)
    }

    private mutating func resource(
        for uri: URIReference, from location: SchemaLocation
    ) throws(SchemaError) -> Int? {
        let text = uri.description
        if let known = resourcesByURI[ExactText(text)] { return known }
        let loaded: JSONValue?
        do { loaded = try MetaSchemas.document(text) ?? options.loadDocument(text) } catch {
            throw unknown("The document of the reference cannot be read: \(error).", location)
        }
        guard let loaded else { return nil }
        return try add(loaded, uri: text, dialect: resources[location.resource].dialect).resource
    }

    private func place(_ fragment: String, in index: Int) -> SchemaLocation? {
        let resource = resources[index]
        guard let root = location(document: resource.document, pointer: resource.pointer) else { return nil }
        if fragment.isEmpty { return root }
        if fragment.utf8.first == UInt8(ascii: "/") {
            return JSONPointer(fragment).flatMap { descend(from: root, $0.tokens) }
        }
        return resource.anchors[ExactText(fragment)].flatMap { location(document: resource.document, pointer: $0) }
    }

    private func location(document: Int, pointer: String) -> SchemaLocation? {
        let root = SchemaLocation(
            document: document, pointer: "", resource: resourcesByPlace[.init(document: document, pointer: "")] ?? 0,
            value: documents[document].root)
        return JSONPointer(pointer).flatMap { descend(from: root, $0.tokens) }
    }

    /// The place of a dynamic anchor in a resource, if it has one of that name; empty names `$recursiveAnchor`.
    func dynamicPlace(_ anchor: String, in index: Int) -> SchemaLocation? {
        let resource = resources[index]
        if anchor.isEmpty { return resource.isRecursiveAnchor ? place("", in: index) : nil }
        return resource.dynamicAnchors.contains(ExactText(anchor)) ? place(anchor, in: index) : nil
    }
}
