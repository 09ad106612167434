import Validator

/// What a schema says about one place in a message, as far as it can be told without a message.
///
/// Errs on the side of allowing: whatever is not understood here (patterns, conditions, foreign references) restricts
/// nothing, so that a mistake is only reported where there is one.
struct SchemaFacts: Hashable {
    /// The kinds that a valid message can have at the place; none: no valid message has the place.
    var kinds: KindSet
    /// The most different strings that practice can have here, where the schema says so.
    var variety: Double?

    static let anything = SchemaFacts(kinds: .all)
    static let impossible = SchemaFacts(kinds: [])

    /// Keywords by which a file is known to be a JSON Schema.
    static let keywords: Set<String> = [
        "$schema", "$id", "$ref", "$defs", "definitions", "type", "properties", "required", "additionalProperties",
        "patternProperties", "items", "prefixItems", "enum", "const", "allOf", "anyOf", "oneOf", "not", "if",
        "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties",
    ]

    /// Both hold.
    func and(_ other: SchemaFacts) -> SchemaFacts {
        let varieties = [variety, other.variety].compactMap { $0 }
        return SchemaFacts(kinds: kinds.intersection(other.kinds), variety: varieties.min())
    }

    /// At least one holds.
    func or(_ other: SchemaFacts) -> SchemaFacts {
        guard !kinds.isEmpty else { return other }
        guard !other.kinds.isEmpty else { return self }
        let sum = variety.flatMap { mine in other.variety.map { mine + $0 } }
        return SchemaFacts(kinds: kinds.union(other.kinds), variety: sum)
    }
}

/// Walks a schema along a pointer.
struct SchemaWalk {
    /// The whole schema, where local references lead.
    let root: JSONValue

    /// What the schema says about the place.
    func facts(at pointer: JSONPointer) -> SchemaFacts { facts(pointer.tokens[...], root, depth: 0) }

    /// The names that the schema's properties have at the place, for a hint.
    func names(at pointer: JSONPointer) -> [String] { names(pointer.tokens[...], root, depth: 0) }

    private func facts(_ tokens: ArraySlice<String>, _ schema: JSONValue, depth: Int) -> SchemaFacts {
        if schema == .bool(false) { return .impossible }
        guard case .object(let object) = schema, depth < 64 else { return .anything }
        var facts = tokens.isEmpty ? own(object) : descend(tokens, object, depth: depth)
        if let target = target(of: object) { facts = facts.and(self.facts(tokens, target, depth: depth + 1)) }
        for part in object["allOf"]?.array ?? [] { facts = facts.and(self.facts(tokens, part, depth: depth + 1)) }
        for keyword in ["anyOf", "oneOf"] {
            guard let parts = object[keyword]?.array, !parts.isEmpty else { continue }
            let any = parts.reduce(SchemaFacts.impossible) { $0.or(self.facts(tokens, $1, depth: depth + 1)) }
            facts = facts.and(any)
        }
        return facts
    }

    private func own(_ object: JSONObject) -> SchemaFacts {
        SchemaFacts(kinds: KindSet(declaredBy: object), variety: StringVariety.bound(of: object))
    }

    private func descend(_ tokens: ArraySlice<String>, _ object: JSONObject, depth: Int) -> SchemaFacts {
        guard let token = tokens.first else { return .anything }
        let types = own(object).kinds
        let isIndex = token == "0" || (token.first != "0" && !token.isEmpty && token.utf8.allSatisfy { 48...57 ~= $0 })
        var found = SchemaFacts.impossible
        if types.contains(.object) {
            found = found.or(member(token, object).map { facts(tokens.dropFirst(), $0, depth: depth + 1) } ?? .anything)
        }
        if types.contains(.array), isIndex {
            let item = item(Int(token) ?? .max, object)
            found = found.or(item.map { facts(tokens.dropFirst(), $0, depth: depth + 1) } ?? .anything)
        }
        return found
    }

    private func member(_ name: String, _ object: JSONObject) -> JSONValue? {
        if let property = object["properties"]?[name] { return property }
        return object["patternProperties"] == nil ? object["additionalProperties"] : nil
    }

    private func item(_ index: Int, _ object: JSONObject) -> JSONValue? {
        let prefix = object["prefixItems"]?.array ?? object["items"]?.array ?? []
        if index < prefix.count { return prefix[index] }
        if object["items"]?.array != nil { return object["additionalItems"] }
        return object["items"]
    }

    private func target(of object: JSONObject) -> JSONValue? {
        guard let reference = object["$ref"]?.string, reference.hasPrefix("#") else { return nil }
        return JSONPointer(String(reference.dropFirst())).flatMap { root[$0] }
    }

    private func names(_ tokens: ArraySlice<String>, _ schema: JSONValue, depth: Int) -> [String] {
        guard case .object(let object) = schema, depth < 32 else { return [] }
        let parts =
            ["allOf", "anyOf", "oneOf"].flatMap { object[$0]?.array ?? [] } + [target(of: object)].compactMap { $0 }
        let nested = parts.flatMap { names(tokens, $0, depth: depth + 1) }
        guard let token = tokens.first else { return (object["properties"]?.object?.names ?? []) + nested }
        let below = object["properties"]?[token].map { names(tokens.dropFirst(), $0, depth: depth + 1) } ?? []
        return below + nested
    }
}
