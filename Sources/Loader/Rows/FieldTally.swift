import Validator

/// How often a field has come, and as what.
public struct FieldTally: Hashable, Sendable {
    /// The place in the message.
    public let pointer: JSONPointer
    private var counts: [Int]

    init(pointer: JSONPointer, counts: [Int]) {
        self.pointer = pointer
        self.counts = counts
    }

    /// Messages that have the field, null or not.
    public var present: Int { counts.reduce(0, +) }
    /// Messages in which it is null.
    public var null: Int { counts[0] }
    /// How often each kind has come; kinds that have not are left out.
    public var types: [JSONKind: Int] {
        zip(Self.kinds, counts).reduce(into: [:]) { if $1.1 > 0 { $0[$1.0] = $1.1 } }
    }

    /// The counts of both; `other` is of the same field.
    public mutating func add(_ other: FieldTally) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }

    private static let kinds: [JSONKind] = [.null, .boolean, .number, .string, .array, .object, .integer]

    /// The counter of a value's kind.
    @inline(__always)
    static func position(of value: JSONNode) -> Int {
        let kind = value.kind
        if kind == .number, value.flags.contains(.plainInteger) || value.isInteger { return 6 }
        return kind.rawValue.trailingZeroBitCount
    }
}
