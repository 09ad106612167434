import Validator

/// How often each field of a table has come, and as what.
public struct FieldCounts: Sendable {
    /// Kinds that are counted apart: an integer is one that a number is not.
    static let kinds = 7
    private static let names: [JSONKind] = [.null, .boolean, .number, .string, .array, .object, .integer]

    /// So many numbers for each field, in the table's order; empty where nothing was counted.
    private var numbers: [Int]

    init(_ numbers: [Int] = []) { self.numbers = numbers }

    /// Messages that have the field, null or not.
    public func present(_ field: Int) -> Int { numbers(of: field).reduce(0, +) }

    /// Messages in which the field is null.
    public func null(_ field: Int) -> Int { numbers(of: field).first ?? 0 }

    /// How often each kind has come; kinds that have not are left out.
    public func types(_ field: Int) -> [JSONKind: Int] {
        zip(Self.names, numbers(of: field)).reduce(into: [:]) { if $1.1 > 0 { $0[$1.0] = $1.1 } }
    }

    /// Adds what was counted of the same table.
    public mutating func add(_ other: FieldCounts) {
        guard !numbers.isEmpty else { return numbers = other.numbers }
        for (index, number) in other.numbers.enumerated() where number > 0 { numbers[index] += number }
    }

    private func numbers(of field: Int) -> ArraySlice<Int> {
        numbers.isEmpty ? [] : numbers[field * Self.kinds..<(field + 1) * Self.kinds]
    }

    /// The position of a value's kind among a field's numbers.
    @inline(__always)
    static func position(of value: JSONNode) -> Int {
        let kind = value.kind
        if kind == .number, value.flags.contains(.plainInteger) || value.isInteger { return 6 }
        return kind.rawValue.trailingZeroBitCount
    }
}
