/// Whether all items of an array differ: by hash first, by value where hashes are equal.
enum UniqueItems {
    /// Arrays of up to so many items need no memory.
    private static let pairwiseLimit = 8

    /// Says nothing where the comparison finds a value too deep.
    static func hold(_ array: JSONNode, _ comparison: inout ValueComparison) -> Bool {
        array.count <= pairwiseLimit ? pairwise(array, &comparison) : bySorting(array, &comparison)
    }

    private static func pairwise(_ array: JSONNode, _ comparison: inout ValueComparison) -> Bool {
        var item = array.tapeIndex + 1
        for position in 0..<array.count {
            var earlier = array.tapeIndex + 1
            for _ in 0..<position {
                if comparison.areEqual(array.node(at: item), array.node(at: earlier)) { return false }
                earlier = Int(array.node(at: earlier).entry.next)
            }
            item = Int(array.node(at: item).entry.next)
        }
        return true
    }

    private static func bySorting(_ array: JSONNode, _ comparison: inout ValueComparison) -> Bool {
        var items: [(hash: UInt64, index: Int)] = []
        items.reserveCapacity(array.count)
        array.forEachItem { items.append((comparison.hash($0), $0.tapeIndex)) }
        items.sort { $0.hash < $1.hash }
        for (position, item) in items.enumerated() {
            var next = position + 1
            while next < items.count, items[next].hash == item.hash, !comparison.isTooDeep {
                if comparison.areEqual(array.node(at: item.index), array.node(at: items[next].index)) { return false }
                next += 1
            }
        }
        return true
    }
}
