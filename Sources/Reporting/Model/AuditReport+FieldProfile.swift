public import Validator

extension AuditReport {
    /// What a field held over the whole run, in numbers only.
    public struct FieldProfile: Hashable, Sendable {
        /// The field's JSON Pointer.
        public var pointer: String
        /// Messages that have the field, null included.
        public var present: Int
        /// Messages where it is null.
        public var null: Int
        /// Messages where it failed a check.
        public var invalid: Int
        /// How often each kind came.
        public var types: [JSONKind: Int]

        /// A profile of these parts.
        public init(pointer: String, present: Int, null: Int = 0, invalid: Int = 0, types: [JSONKind: Int] = [:]) {
            self.pointer = pointer
            self.present = present
            self.null = null
            self.invalid = invalid
            self.types = types
        }

        /// The kinds that came, in JSON Schema's order.
        var kinds: [(kind: JSONKind, count: Int)] {
            JSONKind.allCases.compactMap { kind in types[kind].map { (kind, $0) } }
        }
    }
}

extension AuditReport.FieldProfile {
    var json: JSONValue {
        [
            "pointer": .string(pointer),
            "present": .int(present),
            "null": .int(null),
            "invalid": .int(invalid),
            "types": .object(JSONObject(kinds.map { ($0.kind.rawValue, .int($0.count)) })),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(
            value, at: pointer, names: ["pointer", "present", "null", "invalid", "types"])
        self.pointer = try reader.string("pointer")
        present = try reader.int("present")
        null = try reader.int("null")
        invalid = try reader.int("invalid")
        types = [:]
        let place = pointer.appending("types")
        for (name, count) in try reader.read("types", as: "an object", \.object) {
            guard let kind = JSONKind(rawValue: name), let count = count.int else {
                throw ReportFormatError(
                    at: place.appending(name), expected: "a kind and its count", found: "something else")
            }
            types[kind] = count
        }
    }
}
