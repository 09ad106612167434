import Validator

/// Makes schemas and messages that have something to say to each other: few names, few values, all keywords of a draft.
///
/// The same seed and draft make the same schemas and messages.
struct RandomSchema {
    var random: SplitMix
    let dialect: Dialect
    /// Whether schemas may hold `unevaluatedProperties` and `unevaluatedItems`, where the draft has them.
    var usesUnevaluated = false
    /// What a schema may refer to at the same value; a document's schemas alone have any.
    var references: [JSONObject] = []
    /// What a schema may refer to for the values inside its own.
    var recursiveReferences: [JSONObject] = []

    static let names = ["a", "b", "c", "ab", "é"]
    static let values: [JSONValue] = [
        .null, true, false, 0, 1, 2, -3, 10, "", "a", "ab", "abc", .double(1.5), .double(2.5), [], [:], [1], ["a", 2],
        ["a": 1], ["b": .null],
    ]
    /// Numbers that a machine word or a double cannot hold, or that are written in another way.
    static let numbers = [
        "1.0", "1e2", "100", "-0", "0.3", "0.1", "19.99", "0.10000000000000000001", "12345678901234567890",
        "12345678901234567891", "1e21", "1000000000000000000000", "1e400", "10E399", "-1e-7", "9007199254740993",
    ]
    static let texts = [
        "é", "e\u{301}", "😀", "a b", "0", "x_1", "2024-02-29", "2023-02-29", "12:00:00Z", "2024-02-29T12:00:00Z",
        "127.0.0.1", "256.0.0.1", "::1", ":::", "a@b.c", "a@", "example.org", "-a.b", "https://e.org/a?b#c", "/a",
        "P1D", "P", "424cdd21-063a-43a7-b91b-7ca1a833afae", "/a~0b", "~2", "0#", "{a}", "{a", "^a", "(",
    ]

    init(seed: UInt64, dialect: Dialect = .draft2020) {
        random = SplitMix(seed: seed)
        self.dialect = dialect
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.next(below: elements.count)] }

    mutating func isChosen(oneIn count: Int) -> Bool { random.next(below: count) == 0 }

    // MARK: Messages

    /// A message with at most `depth` containers inside each other.
    mutating func message(depth: Int = 3) -> JSONValue {
        switch depth > 0 ? random.next(below: 4) : 0 {
        case 2: return .array((0..<random.next(below: 4)).map { _ in message(depth: depth - 1) })
        case 3:
            var object = JSONObject()
            for name in Self.names where isChosen(oneIn: 2) { object[name] = message(depth: depth - 1) }
            return .object(object)
        default: return scalar()
        }
    }

    /// A value that schemas and messages share.
    mutating func scalar() -> JSONValue {
        switch random.next(below: 4) {
        case 0: JSONNumber(text: pick(Self.numbers)).map(JSONValue.number) ?? .null
        case 1: .string(pick(Self.texts))
        default: pick(Self.values)
        }
    }

    // MARK: Schemas

    /// A schema with at most `depth` schemas inside each other.
    mutating func schema(depth: Int = 3) -> JSONValue {
        if dialect >= .draft6, isChosen(oneIn: 16) { return .bool(isChosen(oneIn: 2)) }
        if !references.isEmpty, isChosen(oneIn: 6) { return .object(pick(references)) }
        var object = JSONObject()
        for _ in 0...random.next(below: 3) { addKeyword(&object, depth) }
        return .object(object)
    }

    /// A schema for a value inside the one that the schema around it is about.
    mutating func inner(_ depth: Int) -> JSONValue {
        let outer = references
        references = recursiveReferences
        defer { references = outer }
        return schema(depth: depth)
    }

    mutating func schemas(_ depth: Int) -> [JSONValue] {
        (0...random.next(below: 3)).map { _ in schema(depth: depth) }
    }

    mutating func someNames() -> [JSONValue] {
        let names = Self.names.filter { _ in isChosen(oneIn: 2) }.map(JSONValue.string)
        // Draft 4 wants at least one.
        return names.isEmpty && dialect == .draft4 ? ["a"] : names
    }
}
