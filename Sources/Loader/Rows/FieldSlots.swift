import Validator

/// Where a table's fields lie in the message at hand, and how often each has come so far. One for each thread.
public final class FieldSlots {
    /// The places.
    public let table: FieldTable
    private static let kinds = 7

    private let slots: UnsafeMutablePointer<Int32>
    /// Seven counters a field, in the order of ``FieldTally``'s kinds.
    private let counters: UnsafeMutablePointer<Int>
    private let invalid: UnsafeMutablePointer<Int>
    private var count: Int { table.pointers.count }

    /// Slots for the fields of a table.
    public init(_ table: FieldTable) {
        self.table = table
        slots = .allocate(capacity: max(1, table.pointers.count))
        counters = .allocate(capacity: max(1, table.pointers.count) * Self.kinds)
        counters.initialize(repeating: 0, count: max(1, table.pointers.count) * Self.kinds)
        invalid = .allocate(capacity: max(1, table.pointers.count))
        invalid.initialize(repeating: 0, count: max(1, table.pointers.count))
        slots.initialize(repeating: -1, count: max(1, table.pointers.count))
    }

    deinit {
        slots.deallocate()
        counters.deallocate()
        invalid.deallocate()
    }

    /// Finds the fields in a message and counts them.
    public func fill(_ message: JSONNode) {
        slots.update(repeating: -1, count: count)
        visit(message, 0)
    }

    /// The tape's index of a field's value; nil where the message does not have the field.
    @inline(__always)
    public subscript(field: Int) -> Int? { slots[field] < 0 ? nil : Int(slots[field]) }

    /// Counts a refused value of a field; a place that the table does not have is passed over.
    public func countInvalid(at pointer: JSONPointer) {
        if let field = table.index(of: pointer) { invalid[field] += 1 }
    }

    /// The counts so far, in the table's order.
    public var tallies: [FieldTally] {
        (0..<count).map { field in
            let counts = UnsafeBufferPointer(start: counters + field * Self.kinds, count: Self.kinds)
            return FieldTally(pointer: table.pointers[field], counts: Array(counts), invalid: invalid[field])
        }
    }

    private func visit(_ value: JSONNode, _ index: Int) {
        let field = table.nodes[index].field
        if field >= 0 {
            slots[field] = Int32(truncatingIfNeeded: value.tapeIndex)
            counters[field * Self.kinds + FieldTally.position(of: value)] += 1
        }
        guard !table.nodes[index].edges.isEmpty else { return }
        if value.kind == .object {
            value.forEachMember { name, member in
                if let child = child(of: index, name) { visit(member, child) }
            }
        } else if value.kind == .array {
            visitItems(value, index)
        }
    }

    @inline(__always)
    private func child(of index: Int, _ name: JSONNode) -> Int? {
        let hash = name.hash
        for edge in table.nodes[index].edges where edge.hash == hash && edge.name.elementsEqual(name.text) {
            return edge.node
        }
        return nil
    }

    private func visitItems(_ value: JSONNode, _ index: Int) {
        var position = 0
        value.forEachItem { item in
            for edge in table.nodes[index].edges where edge.position == position { visit(item, edge.node) }
            position += 1
        }
    }
}
