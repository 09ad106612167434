/// Turns a schema into a program: each subschema once, as a run of instructions, cheapest first.
///
/// `SchemaCompiler+Values`, `+Objects`, `+Arrays` and `+Applicators` hold the keywords by what they are about.
struct SchemaCompiler {
    /// A subschema on its way into instructions.
    struct Scope {
        let block: Int
        let location: SchemaLocation
        let object: JSONObject
        let vocabulary: Vocabulary
        /// The place in the message, with `*` for what varies.
        let field: String
        var instructions: [Instruction] = []
        /// The blocks that look at the same value: a circle of those would never end.
        var sameValue: [UInt32] = []

        var dialect: Dialect { vocabulary.dialect }
    }

    var registry: SchemaRegistry
    let options: SchemaOptions
    var parts = ProgramParts()
    private var compiled: [SchemaLocation.Key: UInt32] = [:]
    private var pending: [(block: Int, location: SchemaLocation, field: String)] = []
    private var segmentIndexes: [ExactText: UInt32] = [ExactText(""): 0]
    private var dynamicAnchors: [(block: Int, anchor: String)] = []
    private var sameValueEdges: [[UInt32]] = []
    private var shares = DefinitionShares()
    /// The patterns that are compiled, by their source.
    var patternIndexes: [ExactText: UInt32] = [:]

    init(options: SchemaOptions) {
        self.options = options
        registry = SchemaRegistry(options: options)
    }

    /// Compiles the whole schema; block 0 is its root.
    mutating func compile(_ schema: JSONValue) throws(SchemaError) -> ProgramParts {
        let root = try registry.add(schema, uri: options.baseURI, dialect: options.dialect)
        _ = try reserve(root, field: "")
        try drain()
        try compileDynamicTargets()
        try refuseEndlessRecursion()
        shares.name(&parts.checks)
        parts.addDiscriminators()
        parts.uri = registry.resources[root.resource].uri.description
        // Even a program of nothing but references has something that a report can name.
        if parts.checks.isEmpty, !parts.instructions.isEmpty {
            _ = addCheck(keyword: "$ref", field: "", location: parts.uri + "#", expected: "an end of the references")
        }
        return parts
    }

    /// A dynamic reference may find its anchor in any resource that has been seen; compiling those may show more.
    private mutating func compileDynamicTargets() throws(SchemaError) {
        var seen = (references: -1, resources: -1)
        while seen != (dynamicAnchors.count, registry.resources.count) {
            seen = (dynamicAnchors.count, registry.resources.count)
            for (index, reference) in dynamicAnchors.enumerated() {
                for resource in 0..<registry.resources.count {
                    shares.begin(nil)
                    guard let place = registry.dynamicPlace(reference.anchor, in: resource) else { continue }
                    parts.dynamicReferences[index].candidates[UInt32(resource)] = try block(at: place, field: "")
                }
            }
            try drain()
        }
        // One that can only lead to one place is as good as a static one.
        for (reference, anchor) in zip(parts.dynamicReferences, dynamicAnchors)
        where reference.candidates.values.allSatisfy({ $0 == reference.initial }) {
            sameValueEdges[anchor.block].append(reference.initial)
        }
    }

    private mutating func drain() throws(SchemaError) {
        while let next = pending.popLast() {
            let first = pending.count
            shares.begin(next.block)
            try compileBlock(next.block, next.location, field: next.field)
            // The first subschema comes next, so that checks stand in the order of the schema's text.
            pending[first...].reverse()
        }
    }

    // MARK: Blocks

    /// The block of a subschema; compiled later where it is met for the first time.
    mutating func block(at location: SchemaLocation, field: String) throws(SchemaError) -> UInt32 {
        if location.value == true { return Block.always }
        if case .object(let object) = location.value, object.isEmpty { return Block.always }
        return try reserve(location, field: field)
    }

    private mutating func reserve(_ location: SchemaLocation, field: String) throws(SchemaError) -> UInt32 {
        if let known = compiled[location.key] {
            shares.meet(known, field: field)
            return known
        }
        let index = parts.blocks.count
        let document = location.document == 0 ? "" : registry.documents[location.document].uri.description
        shares.add(field: field, place: "\(document)#\(location.pointer)")
        parts.blocks.append(Block(start: 0, end: 0, resource: UInt32(location.resource)))
        let resource = registry.resources[location.resource]
        parts.subschemas.append(
            Subschema(
                value: location.value, absoluteLocation: absolute(location),
                isAbsolute: resource.uri.scheme != nil, vocabulary: resource.vocabulary))
        sameValueEdges.append([])
        compiled[location.key] = UInt32(index)
        pending.append((index, location, field))
        return UInt32(index)
    }

    private mutating func compileBlock(_ index: Int, _ location: SchemaLocation, field: String) throws(SchemaError) {
        var scope = Scope(
            block: index, location: location, object: location.value.object ?? [:],
            vocabulary: registry.resources[location.resource].vocabulary, field: field)
        switch location.value {
        case .bool(true): break
        case .bool(false):
            let site = site(scope, keyword: "false schema", place: "", expected: "nothing")
            scope.instructions = [Instruction(operation: .never, site: site)]
        case .object: try compileKeywords(&scope)
        default: throw invalid(scope, "", "A schema is an object or a boolean.")
        }
        parts.append(scope.instructions, to: index)
        sameValueEdges[index] = scope.sameValue
    }

    private mutating func compileKeywords(_ scope: inout Scope) throws(SchemaError) {
        parts.passedOver += PassedOverWord.words(
            in: scope.object, at: JSONPointer(scope.location.pointer) ?? JSONPointer(),
            of: registry.documents[scope.location.document].uri.description, scope.dialect)
        if scope.dialect.referenceStandsAlone, scope.object["$ref"] != nil {
            return try compileReference(&scope)
        }
        try compileValueKeywords(&scope)
        try compileObjectKeywords(&scope)
        try compileArrayKeywords(&scope)
        try compileReference(&scope)
        try compileApplicators(&scope)
        try compileUnevaluated(&scope)
    }

    /// Refuses references that lead in a circle without descending into the message.
    private func refuseEndlessRecursion() throws(SchemaError) {
        var state = [UInt8](repeating: 0, count: parts.blocks.count)
        for start in parts.blocks.indices where state[start] == 0 {
            var path: [(block: Int, next: Int)] = [(start, 0)]
            state[start] = 1
            while let (block, next) = path.last {
                guard next < sameValueEdges[block].count else {
                    state[block] = 2
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = sameValueEdges[block][next]
                guard target < UInt32(parts.blocks.count) else { continue }
                if state[Int(target)] == 1 { throw endlessRecursion(at: Int(target)) }
                if state[Int(target)] == 0 {
                    state[Int(target)] = 1
                    path.append((Int(target), 0))
                }
            }
        }
    }

    private func endlessRecursion(at block: Int) -> SchemaError {
        let key = compiled.first { $0.value == UInt32(block) }?.key
        return SchemaError(
            code: .endlessRecursion, document: key.map { registry.documents[$0.document].uri.description } ?? "",
            pointer: key?.pointer ?? "", message: "The references lead back here without descending into the message.")
    }

    // MARK: What is said about keywords

    /// The index of a segment of keyword locations: `/properties/ip`.
    mutating func segment(_ text: String) -> UInt32 {
        if let known = segmentIndexes[ExactText(text)] { return known }
        let index = UInt32(parts.segments.count)
        parts.segments.append(text)
        segmentIndexes[ExactText(text)] = index
        return index
    }

    /// A site with a check of its own. `place` is the keyword's place below the subschema; nil: `/keyword`.
    mutating func site(_ scope: Scope, keyword: String, place: String? = nil, expected: String) -> UInt32 {
        let place = place ?? "/" + keyword
        let location = absolute(scope, place)
        let check = addCheck(keyword: keyword, field: scope.field, location: location, expected: expected)
        parts.sites.append(
            Site(
                keyword: keyword, absoluteLocation: location, segment: segment(place), expected: expected, check: check)
        )
        return UInt32(parts.sites.count - 1)
    }

    mutating func addCheck(keyword: String, field: String, location: String, expected: String) -> Int {
        parts.checks.append(SchemaCheck(keyword: keyword, field: field, location: location, expected: expected))
        shares.addCheck()
        return parts.checks.count - 1
    }

    func absolute(_ scope: Scope, _ place: String) -> String { absolute(scope.location, place) }

    /// The URI of a place below a subschema.
    private func absolute(_ location: SchemaLocation, _ place: String = "") -> String {
        let resource = registry.resources[location.resource]
        let inResource = location.pointer.unicodeScalars.dropFirst(resource.pointer.unicodeScalars.count)
        return "\(resource.uri)#\(URIReference.encodingFragment(String(inResource) + place))"
    }

    func invalid(_ scope: Scope, _ keyword: String, _ message: String) -> SchemaError {
        let place = keyword.isEmpty ? "" : "/" + JSONPointer.escape(keyword)
        return SchemaError(
            code: .invalidKeyword, document: registry.documents[scope.location.document].uri.description,
            pointer: scope.location.pointer + place, message: message)
    }

    /// The subschema of a keyword, and the block for it.
    mutating func childBlock(_ scope: Scope, _ tokens: [String], field: String) throws(SchemaError) -> UInt32 {
        guard let child = registry.descend(from: scope.location, tokens) else {
            throw invalid(scope, tokens[0], "The subschema \(JSONPointer(tokens: tokens)) is not there.")
        }
        return try block(at: child, field: field)
    }

    /// The segment of a keyword with what follows it.
    mutating func segment(_ tokens: [String]) -> UInt32 { segment(JSONPointer(tokens: tokens).description) }

    // MARK: References

    private mutating func compileReference(_ scope: inout Scope) throws(SchemaError) {
        if let reference = try text(scope, "$ref") {
            let target = try registry.resolve(reference, from: scope.location)
            try call(&scope, keyword: "$ref", target: target)
        }
        if scope.dialect == .draft2020, let reference = try text(scope, "$dynamicRef") {
            let target = try registry.resolve(reference, from: scope.location)
            let anchor = URIReference(reference).decodedFragment ?? ""
            let isDynamic = registry.dynamicPlace(anchor, in: target.resource)?.pointer == target.pointer
            guard isDynamic, !anchor.isEmpty else { return try call(&scope, keyword: "$dynamicRef", target: target) }
            try dynamicCall(&scope, keyword: "$dynamicRef", target: target, anchor: anchor)
        }
        if scope.dialect == .draft2019, let reference = try text(scope, "$recursiveRef") {
            let target = try registry.resolve(reference, from: scope.location)
            guard registry.resources[target.resource].isRecursiveAnchor else {
                return try call(&scope, keyword: "$recursiveRef", target: target)
            }
            try dynamicCall(&scope, keyword: "$recursiveRef", target: target, anchor: "")
        }
    }

    private mutating func call(_ scope: inout Scope, keyword: String, target: SchemaLocation) throws(SchemaError) {
        let block = try block(at: target, field: scope.field)
        guard block != Block.always else {
            parts.subschemas[scope.block].idleReferences[keyword] = absolute(target)
            return
        }
        scope.sameValue.append(block)
        scope.instructions.append(Instruction(operation: .call, a: block, b: segment([keyword])))
    }

    private mutating func dynamicCall(
        _ scope: inout Scope, keyword: String, target: SchemaLocation, anchor: String
    ) throws(SchemaError) {
        let initial = try block(at: target, field: scope.field)
        parts.dynamicReferences.append(
            ProgramParts.DynamicReference(initial: initial, segment: segment([keyword]), candidates: [:]))
        dynamicAnchors.append((scope.block, anchor))
        scope.instructions.append(
            Instruction(operation: .dynamicCall, a: UInt32(parts.dynamicReferences.count - 1)))
    }
}
