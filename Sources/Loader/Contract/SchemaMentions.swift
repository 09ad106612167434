import Validator

/// Whether a schema says anything about a member's name, as far as that can be told without a message.
///
/// Errs on the side of saying yes: patterns and other files may name what is not found here.
struct SchemaMentions {
    private let schema: JSONValue

    init(_ schema: JSONValue) { self.schema = schema }

    /// Whether the last name of the place may be one that the schema names, at whatever place.
    func mayName(_ place: JSONPointer) -> Bool {
        guard let name = place.tokens.last, Int(name) == nil else { return true }
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
