/// The members of a JSON object in their order; a name stands once.
public struct JSONObject: Sendable {
    /// The names and their values, in order.
    public private(set) var members: [(name: String, value: JSONValue)] = []
    /// Where each name stands; empty as long as there are so few that looking at all of them is faster.
    private var positions: [ExactText: Int] = [:]
    private static let fewMembers = 12

    /// An empty object.
    public init() {}

    /// An object of these members; of two with one name the later value stands at the earlier place.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    /// The value of a member; setting adds it at the end or replaces it in place, nil removes it.
    public subscript(name: String) -> JSONValue? {
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?):
                members.append((name, value))
                if members.count == Self.fewMembers + 1 {
                    indexAll()
                } else if members.count > Self.fewMembers {
                    positions[ExactText(name)] = members.count - 1
                }
            case (let position?, nil):
                members.remove(at: position)
                indexAll()
            case (nil, nil): break
            }
        }
    }

    private func position(of name: String) -> Int? {
        guard members.count <= Self.fewMembers else { return positions[ExactText(name)] }
        return members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }

    private mutating func indexAll() {
        positions = [:]
        guard members.count > Self.fewMembers else { return }
        for (index, member) in members.enumerated() { positions[ExactText(member.name)] = index }
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
