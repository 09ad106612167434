/// Whether all items of an array differ: by hash first, by value where hashes are equal.
enum UniqueItems {
    /// Arrays of up to so many items need no memory.
    private static let pairwiseLimit = 8

    /// Says nothing where the comparison finds a value too deep.
    static func hold(_ array: JSONNode, _ comparison: inout ValueComparison, _ table: ItemTable) -> Bool {
        array.count <= pairwiseLimit ? pairwise(array, &comparison) : byHash(array, &comparison, table)
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

    private static func byHash(_ array: JSONNode, _ comparison: inout ValueComparison, _ table: ItemTable) -> Bool {
        table.clear(for: array.count)
        var item = array.tapeIndex + 1
        for _ in 0..<array.count {
            let node = array.node(at: item)
            let isNew = table.insert(comparison.hash(node), item) { other in
                comparison.areEqual(node, array.node(at: other))
            }
            guard isNew else { return false }
            if comparison.isTooDeep { return true }
            item = Int(node.entry.next)
        }
        return true
    }
}
