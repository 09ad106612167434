/// Compares values of a message as JSON Schema means it: numbers by value, strings by code points, objects whatever the
/// order of their members.
///
/// Values may be nested deeper than the calling thread's stack allows; what is asked then stays open.
struct ValueComparison {
    let stack: StackLimit
    /// Whether a value was too deep; no result since then means anything.
    private(set) var isTooDeep = false

    init(stack: StackLimit) { self.stack = stack }

    /// Whether a container may be looked into.
    private mutating func descends() -> Bool {
        if stack.isReached { isTooDeep = true }
        return !isTooDeep
    }

    // MARK: With a schema's value

    /// Whether the value is the same as a schema's.
    mutating func areEqual(_ node: JSONNode, _ value: JSONValue) -> Bool {
        switch value {
        case .null: return node.kind == .null
        case .bool(let bool): return node.kind == .boolean && node.isTrue == bool
        case .number(let number): return node.kind == .number && areEqual(node, number)
        case .string(let text): return node.kind == .string && node.text.elementsEqual(text.utf8)
        case .array(let items):
            guard node.kind == .array, node.count == items.count, descends() else { return false }
            return areEqual(node, items)
        case .object(let object):
            guard node.kind == .object, node.count == object.count, descends() else { return false }
            return areEqual(node, object)
        }
    }

    private func areEqual(_ node: JSONNode, _ number: JSONNumber) -> Bool {
        node.text.elementsEqual(number.text.utf8) || JSONNumber(text: node.string) == number
    }

    private mutating func areEqual(_ node: JSONNode, _ items: [JSONValue]) -> Bool {
        var place = node.index + 1
        for item in items {
            guard areEqual(node.node(at: place), item) else { return false }
            place = Int(node.tape.entries[place].next)
        }
        return true
    }

    private mutating func areEqual(_ node: JSONNode, _ object: JSONObject) -> Bool {
        var name = node.index + 1
        for _ in 0..<node.count {
            guard let value = object[node.node(at: name).string], areEqual(node.node(at: name + 1), value) else {
                return false
            }
            name = Int(node.tape.entries[name + 1].next)
        }
        return true
    }

    // MARK: Within one tape

    /// Whether two values of one tape are the same.
    mutating func areEqual(_ left: JSONNode, _ right: JSONNode) -> Bool {
        guard left.kind == right.kind, left.count == right.count else { return false }
        switch left.kind {
        case .null: return true
        case .boolean: return left.isTrue == right.isTrue
        case .string: return left.tape.hasEqualContent(left.entry, right.entry)
        case .number: return areEqualNumbers(left, right)
        case .array: return descends() && haveEqualItems(left, right)
        default: return descends() && haveEqualMembers(left, right)
        }
    }

    private func areEqualNumbers(_ left: JSONNode, _ right: JSONNode) -> Bool {
        if left.tape.hasEqualContent(left.entry, right.entry) { return true }
        let areIntegers = left.flags.contains(.plainInteger) && right.flags.contains(.plainInteger)
        guard areIntegers else { return JSONNumber(text: left.string) == JSONNumber(text: right.string) }
        // Two integers of other digits differ, but for 0 and -0.
        return Self.isZero(left) && Self.isZero(right)
    }

    /// Whether a number without a fraction is 0 or -0: no other begins with a zero.
    private static func isZero(_ node: JSONNode) -> Bool {
        node.text[node.text.count - 1] == UInt8(ascii: "0")
            && node.text.count == (node.text[0] == UInt8(ascii: "-") ? 2 : 1)
    }

    private mutating func haveEqualItems(_ left: JSONNode, _ right: JSONNode) -> Bool {
        var (first, second) = (left.index + 1, right.index + 1)
        for _ in 0..<left.count {
            guard areEqual(left.node(at: first), left.node(at: second)) else { return false }
            (first, second) = (Int(left.tape.entries[first].next), Int(left.tape.entries[second].next))
        }
        return true
    }

    private mutating func haveEqualMembers(_ left: JSONNode, _ right: JSONNode) -> Bool {
        let tape = left.tape
        for (first, second) in zip(Self.sortedMembers(left), Self.sortedMembers(right)) {
            guard tape.hasEqualContent(tape.entries[first], tape.entries[second]),
                areEqual(left.node(at: first + 1), left.node(at: second + 1))
            else { return false }
        }
        return true
    }

    /// The tape's indexes of the names, by hash; names of one hash by their bytes.
    private static func sortedMembers(_ object: JSONNode) -> [Int] {
        var names: [Int] = []
        names.reserveCapacity(object.count)
        object.forEachMember { name, _ in names.append(name.index) }
        return names.sorted { left, right in
            let (first, second) = (object.node(at: left), object.node(at: right))
            return first.hash != second.hash
                ? first.hash < second.hash : first.text.lexicographicallyPrecedes(second.text)
        }
    }

    // MARK: Hashes

    /// The hash of the value: equal values have equal ones, in a message as in a schema.
    mutating func hash(_ node: JSONNode) -> UInt64 {
        switch node.kind {
        case .null: return ContentHash.null
        case .boolean: return ContentHash.of(node.isTrue)
        case .string: return Self.textHash(node)
        case .number:
            let small = SmallDecimal(node.tape.content(node.entry), Int(node.entry.length))
            return small.map(ContentHash.of) ?? JSONNumber(text: node.string).map(ContentHash.of) ?? 0
        case .array: return descends() ? hashOfItems(node) : 0
        default: return descends() ? hashOfMembers(node) : 0
        }
    }

    private mutating func hashOfItems(_ array: JSONNode) -> UInt64 {
        var hash = ContentHash.array
        var item = array.index + 1
        for _ in 0..<array.count {
            hash = ContentHash.appending(self.hash(array.node(at: item)), to: hash)
            item = Int(array.tape.entries[item].next)
        }
        return hash
    }

    private mutating func hashOfMembers(_ object: JSONNode) -> UInt64 {
        var hash = ContentHash.object
        var name = object.index + 1
        for _ in 0..<object.count {
            hash &+= ContentHash.member(Self.textHash(object.node(at: name)), self.hash(object.node(at: name + 1)))
            name = Int(object.tape.entries[name + 1].next)
        }
        return hash
    }

    private static func textHash(_ node: JSONNode) -> UInt64 {
        KeyHash.shared.hash(node.tape.content(node.entry), Int(node.entry.length))
    }
}
