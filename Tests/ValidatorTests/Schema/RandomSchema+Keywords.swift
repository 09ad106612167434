import Validator

extension RandomSchema {
    /// Adds a keyword of the draft, or some that belong together.
    mutating func addKeyword(_ object: inout JSONObject, _ depth: Int) {
        switch random.next(below: depth > 0 ? 11 : 3) {
        case 0: object["type"] = type()
        case 1: addConstant(&object)
        case 2: addLimit(&object)
        case 3, 4: addMembers(&object, depth - 1)
        case 5, 6: addItems(&object, depth - 1)
        case 7: object[pick(["allOf", "anyOf", "oneOf"])] = .array(schemas(depth - 1))
        case 8: object["not"] = schema(depth: depth - 1)
        case 9 where dialect >= .draft7:
            for name in ["if", "then", "else"] where !isChosen(oneIn: 5) { object[name] = schema(depth: depth - 1) }
        default: addUnevaluated(&object, depth - 1)
        }
    }

    private mutating func type() -> JSONValue {
        let kinds: [JSONValue] = ["null", "boolean", "integer", "number", "string", "array", "object"]
        let (first, second) = (pick(kinds), pick(kinds))
        return isChosen(oneIn: 2) || first == second ? first : [first, second]
    }

    private mutating func addConstant(_ object: inout JSONObject) {
        if dialect >= .draft6, isChosen(oneIn: 3) { return object["const"] = scalar() }
        var values: [JSONValue] = []
        for _ in 0...random.next(below: 6) {
            let value = scalar()
            if !values.contains(value) { values.append(value) }
        }
        object["enum"] = .array(values)
    }

    // MARK: Scalars

    private mutating func addLimit(_ object: inout JSONObject) {
        switch random.next(below: 7) {
        case 0: addBound(&object)
        case 1:
            object["pattern"] = pick([
                "^a", "b$", "^[a-c]{2,3}$", "bc", "^\\d+$", "\\w", "^\\S*$", "^.$", "^é?$", "\\p{L}", "(?=a)",
                "^(a|b)*$",
            ])
        case 2: object["format"] = .string(pick(formats))
        case 3: object["uniqueItems"] = true
        case 4:
            object["multipleOf"] = pick([
                1, 2, 3, 7, .double(0.1), .double(0.01), .double(1.5), exact("1e-2"), exact("1e20"),
            ])
        default:
            let counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]
            object[pick(counts)] = .int(random.next(below: 4))
        }
    }

    private mutating func addBound(_ object: inout JSONObject) {
        let bounds = [
            -1, 0, 1, 2, .double(1.5), exact("19.99"), exact("12345678901234567890"), exact("1e400"), exact("0.1"),
        ]
        guard dialect == .draft4 else {
            return object[pick(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])] = pick(bounds)
        }
        let isUpper = isChosen(oneIn: 2)
        object[isUpper ? "maximum" : "minimum"] = pick(bounds)
        if isChosen(oneIn: 2) { object[isUpper ? "exclusiveMaximum" : "exclusiveMinimum"] = .bool(isChosen(oneIn: 2)) }
    }

    private func exact(_ text: String) -> JSONValue { JSONNumber(text: text).map(JSONValue.number) ?? .null }

    /// The formats that the draft defines.
    private var formats: [String] {
        var formats = ["date-time", "email", "hostname", "ipv4", "ipv6", "uri"]
        if dialect >= .draft6 { formats += ["uri-reference", "uri-template", "json-pointer"] }
        if dialect >= .draft7 { formats += ["date", "time", "regex", "relative-json-pointer", "idn-email", "iri"] }
        if dialect >= .draft2019 { formats += ["duration", "uuid"] }
        return formats
    }

    // MARK: Containers

    private mutating func addMembers(_ object: inout JSONObject, _ depth: Int) {
        switch random.next(below: 8) {
        case 0: object["required"] = .array(someNames())
        case 1: object["additionalProperties"] = isChosen(oneIn: 2) ? false : inner(depth)
        case 2: object["patternProperties"] = [pick(["^a", "b", "^.$", "\\W"]): inner(depth)]
        case 3 where dialect >= .draft6: object["propertyNames"] = schema(depth: 0)
        case 4: addDependency(&object, depth)
        default:
            var properties = JSONObject()
            for name in Self.names where isChosen(oneIn: 2) { properties[name] = inner(depth) }
            object["properties"] = .object(properties)
        }
    }

    private mutating func addDependency(_ object: inout JSONObject, _ depth: Int) {
        let names = isChosen(oneIn: 2)
        let value: JSONValue = names ? .array(someNames()) : schema(depth: depth)
        let isSplit = dialect >= .draft2019
        object[isSplit ? (names ? "dependentRequired" : "dependentSchemas") : "dependencies"] = [
            pick(Self.names): value
        ]
    }

    private mutating func addItems(_ object: inout JSONObject, _ depth: Int) {
        switch random.next(below: 4) {
        case 0: addTuple(&object, depth)
        case 1 where dialect >= .draft6: addContains(&object, depth)
        default: object["items"] = inner(depth)
        }
    }

    private mutating func addTuple(_ object: inout JSONObject, _ depth: Int) {
        let items = (0...random.next(below: 3)).map { _ in inner(depth) }
        guard dialect < .draft2020 else { return object["prefixItems"] = .array(items) }
        object["items"] = .array(items)
        if isChosen(oneIn: 2) { object["additionalItems"] = isChosen(oneIn: 3) ? false : inner(depth) }
    }

    private mutating func addContains(_ object: inout JSONObject, _ depth: Int) {
        object["contains"] = inner(depth)
        guard dialect >= .draft2019 else { return }
        if isChosen(oneIn: 2) { object["minContains"] = .int(random.next(below: 3)) }
        if isChosen(oneIn: 2) { object["maxContains"] = .int(random.next(below: 3)) }
    }

    /// One of them, and another keyword that looks at some of the same values.
    mutating func addUnevaluated(_ object: inout JSONObject, _ depth: Int) {
        guard usesUnevaluated, dialect >= .draft2019 else { return }
        let isAboutItems = isChosen(oneIn: 2)
        if isAboutItems { addItems(&object, depth) } else { addMembers(&object, depth) }
        object[isAboutItems ? "unevaluatedItems" : "unevaluatedProperties"] = isChosen(oneIn: 2) ? false : inner(depth)
    }
}
