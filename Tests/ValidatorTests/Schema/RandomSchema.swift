import Validator

/// Makes schemas and messages that have something to say to each other: few names, few values, all keywords.
struct RandomSchema {
    var random: SplitMix
    /// Whether schemas may hold keywords that peers are known to judge wrongly.
    var usesUnevaluated = false

    private static let names = ["a", "b", "c", "ab"]
    private static let values: [JSONValue] = [
        .null, true, false, 0, 1, 2, -3, 10, "", "a", "ab", "abc", .double(1.5), .double(2.5), [], [:], [1], ["a", 2],
        ["a": 1], ["b": .null],
    ]

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    // MARK: Messages

    /// A message with at most `depth` containers inside each other.
    mutating func message(depth: Int = 3) -> JSONValue {
        switch depth > 0 ? random.next(below: 4) : 0 {
        case 2: return .array((0..<random.next(below: 4)).map { _ in message(depth: depth - 1) })
        case 3:
            var object = JSONObject()
            for name in Self.names where random.next(below: 2) == 0 { object[name] = message(depth: depth - 1) }
            return .object(object)
        default: return pick(Self.values)
        }
    }

    // MARK: Schemas

    /// A schema with at most `depth` schemas inside each other.
    mutating func schema(depth: Int = 3) -> JSONValue {
        if random.next(below: 16) == 0 { return .bool(random.next(below: 2) == 0) }
        var object = JSONObject()
        for _ in 0...random.next(below: 3) { addKeyword(&object, depth) }
        return .object(object)
    }

    private mutating func addKeyword(_ object: inout JSONObject, _ depth: Int) {
        switch random.next(below: depth > 0 ? (usesUnevaluated ? 10 : 9) : 3) {
        case 0: object["type"] = type()
        case 1: addConstant(&object)
        case 2: addLimit(&object)
        case 3, 4: addMembers(&object, depth - 1)
        case 5: addItems(&object, depth - 1)
        case 6: object[pick(["allOf", "anyOf", "oneOf"])] = .array(schemas(depth - 1))
        case 7: object["not"] = schema(depth: depth - 1)
        case 8: for name in ["if", "then", "else"] { object[name] = schema(depth: depth - 1) }
        default:
            let keyword = pick(["unevaluatedProperties", "unevaluatedItems"])
            object[keyword] = random.next(below: 2) == 0 ? false : schema(depth: depth - 1)
        }
    }

    private mutating func schemas(_ depth: Int) -> [JSONValue] {
        (0...random.next(below: 3)).map { _ in schema(depth: depth) }
    }

    private mutating func type() -> JSONValue {
        let kinds: [JSONValue] = ["null", "boolean", "integer", "number", "string", "array", "object"]
        let (first, second) = (pick(kinds), pick(kinds))
        return random.next(below: 2) == 0 || first == second ? first : [first, second]
    }

    private mutating func addConstant(_ object: inout JSONObject) {
        if random.next(below: 3) == 0 {
            object["const"] = pick(Self.values)
        } else {
            var values: [JSONValue] = []
            for _ in 0...random.next(below: 6) {
                let value = pick(Self.values)
                if !values.contains(value) { values.append(value) }
            }
            object["enum"] = .array(values)
        }
    }

    private mutating func addLimit(_ object: inout JSONObject) {
        let counts = [
            "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "multipleOf",
        ]
        switch random.next(below: 4) {
        case 0:
            object[pick(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])] = pick([
                -1, 0, 1, 2, .double(1.5),
            ])
        case 1: object["pattern"] = pick(["^a", "b$", "^[a-c]{2,3}$", "bc"])
        case 2: object["uniqueItems"] = true
        default: object[pick(counts)] = .int(1 + random.next(below: 3))
        }
    }

    private mutating func addMembers(_ object: inout JSONObject, _ depth: Int) {
        switch random.next(below: 8) {
        case 0: object["required"] = .array(someNames())
        case 1: object["additionalProperties"] = random.next(below: 2) == 0 ? false : schema(depth: depth)
        case 2: object["patternProperties"] = [pick(["^a", "b"]): schema(depth: depth)]
        case 3: object["propertyNames"] = schema(depth: 0)
        case 4: object["dependentRequired"] = [pick(Self.names): .array(someNames())]
        case 5: object["dependentSchemas"] = [pick(Self.names): schema(depth: depth)]
        default:
            var properties = JSONObject()
            for name in Self.names where random.next(below: 2) == 0 { properties[name] = schema(depth: depth) }
            object["properties"] = .object(properties)
        }
    }

    private mutating func someNames() -> [JSONValue] {
        Self.names.filter { _ in random.next(below: 2) == 0 }.map(JSONValue.string)
    }

    private mutating func addItems(_ object: inout JSONObject, _ depth: Int) {
        switch random.next(below: 4) {
        case 0: object["prefixItems"] = .array(schemas(depth))
        case 1:
            object["contains"] = schema(depth: depth)
            if random.next(below: 2) == 0 { object["minContains"] = .int(random.next(below: 3)) }
            if random.next(below: 2) == 0 { object["maxContains"] = .int(random.next(below: 3)) }
        default: object["items"] = schema(depth: depth)
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[random.next(below: elements.count)]
    }
}
