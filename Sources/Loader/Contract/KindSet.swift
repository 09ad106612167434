import Validator

/// Some of JSON Schema's kinds.
struct KindSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let null = KindSet(rawValue: 1)
    static let boolean = KindSet(rawValue: 2)
    static let integer = KindSet(rawValue: 4)
    /// A number with a fraction.
    static let fraction = KindSet(rawValue: 8)
    static let string = KindSet(rawValue: 16)
    static let array = KindSet(rawValue: 32)
    static let object = KindSet(rawValue: 64)

    static let number: KindSet = [.integer, .fraction]
    static let all: KindSet = [.null, .boolean, .integer, .fraction, .string, .array, .object]

    /// The kinds that a `type` keyword's word stands for.
    init(typeName: String) {
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
    init(of value: JSONValue) {
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

    init(rawValue: UInt8) { self.rawValue = rawValue }
}

extension KindSet: CustomStringConvertible {
    /// The kinds in words: `string or null`.
    var description: String {
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
