import Validator

/// Whether a contract says anything about a place in its messages, as far as that can be told without a message.
///
/// Errs on the side of saying yes: patterns and other files may name what is not found here.
struct SchemaMentions {
    private let schema: JSONValue
    /// Where columns come from, and what is personal.
    private let places: [JSONPointer]

    init(_ contract: Contract) {
        schema = contract.messageSchema
        places = (contract.load?.columns ?? []).compactMap(\.source.pointer) + contract.pii
    }

    /// Whether the contract names the place, what it holds or what holds it, or the schema its last name, wherever.
    func mayName(_ place: JSONPointer) -> Bool {
        let isNamed = places.contains { zip($0.tokens, place.tokens).allSatisfy { $0 == $1 } }
        guard !isNamed, let name = place.tokens.last, Int(name) == nil else { return true }
        return mentions(name, schema)
    }

    private func mentions(_ name: String, _ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): return text == name
        case .array(let items): return items.contains { mentions(name, $0) }
        case .object(let object):
            return object.members.contains { member in
                member.name == name || member.name == "patternProperties" || Self.leadsAway(member.name, member.value)
                    || mentions(name, member.value)
            }
        default: return false
        }
    }

    private static func leadsAway(_ keyword: String, _ value: JSONValue) -> Bool {
        ["$ref", "$dynamicRef", "$recursiveRef"].contains(keyword) && value.string?.hasPrefix("#/") != true
    }
}
