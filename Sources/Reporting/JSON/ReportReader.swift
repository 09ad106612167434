import Validator

/// Reads one object of a report, strictly: every name must be there, and no other.
struct ReportReader {
    let pointer: JSONPointer
    private let object: JSONObject

    init(_ value: JSONValue, at pointer: JSONPointer, names: [String]) throws(ReportFormatError) {
        guard let object = value.object else {
            throw ReportFormatError(at: pointer, expected: "an object", found: Self.describe(value))
        }
        for name in names where object[name] == nil {
            throw ReportFormatError(at: pointer.appending(name), expected: "a member of that name", found: "nothing")
        }
        if let unknown = object.members.first(where: { !names.contains($0.name) }) {
            throw ReportFormatError(
                at: pointer.appending(unknown.name), expected: "no such name in this version", found: "an unknown name")
        }
        self.pointer = pointer
        self.object = object
    }

    /// The member as that type; nil from the conversion is an error.
    func read<Value>(
        _ name: String, as expected: String, _ convert: (JSONValue) -> Value?
    ) throws(ReportFormatError) -> Value {
        let value = object[name] ?? .null
        guard let converted = convert(value) else {
            throw ReportFormatError(at: pointer.appending(name), expected: expected, found: Self.describe(value))
        }
        return converted
    }

    /// The member as that type, or nil for null.
    func readNullable<Value>(
        _ name: String, as expected: String, _ convert: (JSONValue) -> Value?
    ) throws(ReportFormatError) -> Value? {
        if object[name] == .null { return nil }
        return try read(name, as: expected + " or null", convert)
    }

    /// The member's items, each read by its own initializer.
    func list<Element>(
        _ name: String, _ convert: (JSONValue, JSONPointer) throws(ReportFormatError) -> Element
    ) throws(ReportFormatError) -> [Element] {
        let items = try read(name, as: "an array", \.array)
        var elements: [Element] = []
        for (index, item) in items.enumerated() {
            elements.append(try convert(item, pointer.appending(name).appending(String(index))))
        }
        return elements
    }

    /// A member that is an object of its own.
    func member<Value>(
        _ name: String, _ convert: (JSONValue, JSONPointer) throws(ReportFormatError) -> Value
    ) throws(ReportFormatError) -> Value {
        try convert(object[name] ?? .null, pointer.appending(name))
    }

    private static func describe(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .integer, .array, .object: "an \(value.kind.rawValue)"
        default: "a \(value.kind.rawValue)"
        }
    }
}

extension ReportReader {
    func string(_ name: String) throws(ReportFormatError) -> String { try read(name, as: "a string", \.string) }
    func int(_ name: String) throws(ReportFormatError) -> Int { try read(name, as: "an integer", \.int) }
    func double(_ name: String) throws(ReportFormatError) -> Double { try read(name, as: "a number", \.double) }
    func stringOrNull(_ name: String) throws(ReportFormatError) -> String? {
        try readNullable(name, as: "a string", \.string)
    }
    func intOrNull(_ name: String) throws(ReportFormatError) -> Int? {
        try readNullable(name, as: "an integer", \.int)
    }
    func doubleOrNull(_ name: String) throws(ReportFormatError) -> Double? {
        try readNullable(name, as: "a number", \.double)
    }
    func boolOrNull(_ name: String) throws(ReportFormatError) -> Bool? {
        try readNullable(name, as: "a boolean", \.bool)
    }
    func timestamp(_ name: String) throws(ReportFormatError) -> Timestamp {
        try read(name, as: "a time in UTC with milliseconds") { $0.string.flatMap { Timestamp($0) } }
    }
    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) throws(ReportFormatError) -> Word where Word.RawValue == String {
        try read(name, as: Self.words(type)) { $0.string.flatMap { Word(rawValue: $0) } }
    }
    func wordOrNull<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) throws(ReportFormatError) -> Word? where Word.RawValue == String {
        try readNullable(name, as: Self.words(type)) { $0.string.flatMap { Word(rawValue: $0) } }
    }

    private static func words<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type
    ) -> String where Word.RawValue == String {
        "one of " + type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension JSONValue {
    /// The nearest finite double of a number; nil for all else.
    fileprivate var double: Double? {
        guard case .number(let number) = self, number.double.isFinite else { return nil }
        return number.double
    }
}
