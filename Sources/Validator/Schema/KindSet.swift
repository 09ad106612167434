/// Some of JSON Schema's kinds.
package struct KindSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package static let null = KindSet(rawValue: 1)
    package static let boolean = KindSet(rawValue: 2)
    package static let integer = KindSet(rawValue: 4)
    /// A number with a fraction.
    package static let fraction = KindSet(rawValue: 8)
    package static let string = KindSet(rawValue: 16)
    package static let array = KindSet(rawValue: 32)
    package static let object = KindSet(rawValue: 64)

    package static let number: KindSet = [.integer, .fraction]
    package static let all: KindSet = [.null, .boolean, .integer, .fraction, .string, .array, .object]

    /// The kinds that a `type` keyword's word stands for.
    package init(typeName: String) {
        switch typeName {
        case "null": self = .null
        case "boolean": self = .boolean
        case "integer": self = .integer
        case "number": self = .number
        case "string": self = .string
        case "array": self = .array
        case "object": self = .object
        default: self = []
        }
    }

    /// The kind of one value.
    package init(of value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .number: self = .fraction
        case .string: self = .string
        case .array: self = .array
        case .object: self = .object
        }
    }

    /// The kinds that `type`, `const` and `enum` of a schema allow between them; all where there is none of these.
    package init(declaredBy object: JSONObject) {
        self = Self.types(object) ?? .all
        if let value = object["const"] { formIntersection(KindSet(of: value)) }
        if let values = object["enum"]?.array {
            formIntersection(values.reduce(into: []) { $0.formUnion(KindSet(of: $1)) })
        }
    }

    private static func types(_ object: JSONObject) -> KindSet? {
        switch object["type"] {
        case .string(let name)?: KindSet(typeName: name)
        case .array(let names)?:
            names.reduce(into: []) { $0.formUnion($1.string.map { KindSet(typeName: $0) } ?? []) }
        default: nil
        }
    }

    package init(rawValue: UInt8) { self.rawValue = rawValue }
}

extension KindSet: CustomStringConvertible {
    /// The kinds in words: `string or null`.
    package var description: String {
        let names: [(KindSet, String)] = [
            (.boolean, "boolean"), (.number, "number"), (.integer, "integer"), (.fraction, "fraction"),
            (.string, "string"), (.array, "array"), (.object, "object"), (.null, "null"),
        ]
        var rest = self
        let words = names.compactMap { kinds, name -> String? in
            guard rest.isSuperset(of: kinds) else { return nil }
            rest.subtract(kinds)
            return name
        }
        return words.isEmpty ? "nothing" : words.joined(separator: " or ")
    }
}
