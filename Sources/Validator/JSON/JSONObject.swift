/// The members of a JSON object in their order; a name stands once.
public struct JSONObject: Sendable {
    /// The names and their values, in order.
    public private(set) var members: [(name: String, value: JSONValue)] = []
    private var positions: [ExactText: Int] = [:]

    /// An empty object.
    public init() {}

    /// An object of these members; of two with one name the later value stands at the earlier place.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    /// The value of a member; setting adds it at the end or replaces it in place, nil removes it.
    public subscript(name: String) -> JSONValue? {
        get { positions[ExactText(name)].map { members[$0].value } }
        set {
            switch (positions[ExactText(name)], newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?):
                positions[ExactText(name)] = members.count
                members.append((name, value))
            case (let position?, nil):
                members.remove(at: position)
                positions = [:]
                for (index, member) in members.enumerated() { positions[ExactText(member.name)] = index }
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    public var names: [String] { members.map(\.name) }
    /// The number of members.
    public var count: Int { members.count }
    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }
}

extension JSONObject: Hashable {
    /// Two objects are equal where they have the same members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
    }

    /// Hashes the members, whatever their order.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (name, value) in members {
            var member = Hasher()
            member.combine(ExactText(name))
            member.combine(value)
            sum &+= member.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: Sequence {
    /// The members in order.
    public func makeIterator() -> IndexingIterator<[(name: String, value: JSONValue)]> { members.makeIterator() }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
