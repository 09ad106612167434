import Validator

/// A schema as jsonschema-rs must be given it, to judge as the specification says.
enum PeerSchema {
    /// jsonschema-rs lets `contains` mark items as evaluated in 2019-09, as 2020-12 does. In 2019-09 (core, 9.3.1.3)
    /// `unevaluatedItems` depends on `items`, `additionalItems` and itself alone. Under a double `not` the same
    /// `contains` decides the same and marks nothing.
    static func specified(_ schema: JSONValue, _ dialect: Dialect) -> JSONValue {
        dialect == .draft2019 ? withoutMarks(schema) : schema
    }

    private static let counted = ["contains", "minContains", "maxContains"]

    private static func withoutMarks(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): return .array(items.map(withoutMarks))
        case .object(let object):
            var result = JSONObject(object.members.map { ($0.name, withoutMarks($0.value)) })
            guard result["contains"] != nil else { return .object(result) }
            let hidden = JSONObject(counted.compactMap { name in result[name].map { (name, $0) } })
            for name in counted { result[name] = nil }
            let wrapped: JSONValue = ["not": ["not": .object(hidden)]]
            result["allOf"] = .array((result["allOf"]?.array ?? []) + [wrapped])
            return .object(result)
        default: return value
        }
    }
}
