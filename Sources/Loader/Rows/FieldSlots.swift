import Validator

/// Where a table's fields lie in the message at hand, and how often each has come. One for each thread.
public final class FieldSlots {
    /// The places.
    public let table: FieldTable
    private let slots: UnsafeMutablePointer<Int32>
    /// The numbers of ``FieldCounts``.
    private let counters: UnsafeMutablePointer<Int>
    private let nodes: UnsafeMutablePointer<FlatNode>
    private let edges: UnsafeMutablePointer<FlatEdge>
    private let names: UnsafeMutablePointer<UInt8>
    private var count: Int { table.pointers.count }

    /// Slots for the fields of a table.
    public init(_ table: FieldTable) {
        self.table = table
        slots = .allocate(capacity: max(1, table.pointers.count))
        counters = .allocate(capacity: max(1, table.pointers.count) * FieldCounts.kinds)
        counters.initialize(repeating: 0, count: max(1, table.pointers.count) * FieldCounts.kinds)
        slots.initialize(repeating: -1, count: max(1, table.pointers.count))
        let allEdges = table.nodes.flatMap(\.edges)
        nodes = .allocate(capacity: max(1, table.nodes.count))
        edges = .allocate(capacity: max(1, allEdges.count))
        names = .allocate(capacity: max(1, allEdges.reduce(0) { $0 + $1.name.count }))
        flatten()
    }

    private func flatten() {
        var (edge, name) = (0, 0)
        for (index, node) in table.nodes.enumerated() {
            (nodes + index).initialize(
                to: FlatNode(field: node.field, firstEdge: edge, edgeCount: node.edges.count))
            for next in node.edges {
                (edges + edge).initialize(
                    to: FlatEdge(
                        hash: next.hash, name: name, length: next.name.count, position: next.position, node: next.node))
                for byte in next.name {
                    (names + name).initialize(to: byte)
                    name += 1
                }
                edge += 1
            }
        }
    }

    deinit {
        slots.deallocate()
        counters.deallocate()
        nodes.deallocate()
        edges.deallocate()
        names.deallocate()
    }

    /// Finds the fields in a message and counts them.
    public func fill(_ message: JSONNode) {
        slots.update(repeating: -1, count: count)
        visit(message, 0)
    }

    /// The tape's index of a field's value; nil where the message does not have the field.
    @inline(__always)
    public subscript(field: Int) -> Int? { slots[field] < 0 ? nil : Int(slots[field]) }

    /// The fields whose value is the given one of the same message, or holds it: the item's array, the member's object.
    func fields(around value: JSONNode) -> [JSONPointer] {
        table.pointers.indices.filter { field in
            guard let place = self[field].map(value.node(at:)) else { return false }
            return place.start <= value.start && value.end <= place.end
        }.map { table.pointers[$0] }
    }

    /// What was counted since the counts were taken last.
    public func takeCounts() -> FieldCounts {
        let numbers = UnsafeMutableBufferPointer(start: counters, count: count * FieldCounts.kinds)
        defer { numbers.update(repeating: 0) }
        return FieldCounts(Array(numbers))
    }

    private func visit(_ value: JSONNode, _ index: Int) {
        let node = nodes[index]
        if node.field >= 0 {
            slots[node.field] = Int32(truncatingIfNeeded: value.tapeIndex)
            counters[node.field * FieldCounts.kinds + FieldCounts.position(of: value)] += 1
        }
        guard node.edgeCount > 0 else { return }
        if value.kind == .object {
            var expected = 0
            value.forEachMember { name, member in
                if let child = child(of: node, name, &expected) { visit(member, child) }
            }
        } else if value.kind == .array {
            visitItems(value, node)
        }
    }

    /// The node of a member; `expected` is its edge if members come in the order of the table.
    @inline(__always)
    private func child(of node: FlatNode, _ name: JSONNode, _ expected: inout Int) -> Int? {
        let hash = name.hash
        let first = edges + node.firstEdge
        for turn in 0..<node.edgeCount {
            var position = expected + turn
            if position >= node.edgeCount { position -= node.edgeCount }
            guard first[position].hash == hash, first[position].isNamed(name.text, in: names) else { continue }
            expected = position + 1 == node.edgeCount ? 0 : position + 1
            return first[position].node
        }
        return nil
    }

    private func visitItems(_ value: JSONNode, _ node: FlatNode) {
        var position = 0
        value.forEachItem { item in
            for edge in 0..<node.edgeCount where edges[node.firstEdge + edge].position == position {
                visit(item, edges[node.firstEdge + edge].node)
            }
            position += 1
        }
    }
}

/// A node of the table without references: the walk counts none.
private struct FlatNode: BitwiseCopyable {
    let field: Int
    let firstEdge: Int
    let edgeCount: Int
}

/// An edge of the table; its name is a range of the names' bytes.
private struct FlatEdge: BitwiseCopyable {
    let hash: UInt64
    let name: Int
    let length: Int
    let position: Int
    let node: Int

    @inline(__always)
    func isNamed(_ text: UnsafeBufferPointer<UInt8>, in names: UnsafePointer<UInt8>) -> Bool {
        guard text.count == length else { return false }
        for index in 0..<length where text[index] != names[name + index] { return false }
        return true
    }
}
