/// Whether all items of an array differ: by hash first, by value where hashes are equal.
enum UniqueItems {
    /// Arrays of up to so many items need no memory.
    private static let pairwiseLimit = 8

    static func hold(_ array: JSONNode) -> Bool {
        array.count <= pairwiseLimit ? pairwise(array) : bySorting(array)
    }

    private static func pairwise(_ array: JSONNode) -> Bool {
        var isUnique = true
        var position = 0
        array.forEachItem { item in
            var earlier = array.tapeIndex + 1
            for _ in 0..<position where isUnique {
                let other = array.node(at: earlier)
                isUnique = !item.isEqual(to: other)
                earlier = Int(other.entry.next)
            }
            position += 1
        }
        return isUnique
    }

    private static func bySorting(_ array: JSONNode) -> Bool {
        var items: [(hash: UInt64, index: Int)] = []
        items.reserveCapacity(array.count)
        array.forEachItem { items.append(($0.contentHash, $0.tapeIndex)) }
        items.sort { $0.hash < $1.hash }
        for (position, item) in items.enumerated() {
            var next = position + 1
            while next < items.count, items[next].hash == item.hash {
                if array.node(at: item.index).isEqual(to: array.node(at: items[next].index)) { return false }
                next += 1
            }
        }
        return true
    }
}
