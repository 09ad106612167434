/// Whether all items of an array differ.
enum UniqueItems {

    static func hold(_ array: JSONNode) -> Bool {
        guard array.count > 1 else { return true }
        if let verdict = scalarStrings(array) { return verdict }
        var seen: Set<JSONValue> = []
        var isUnique = true
        array.forEachItem { isUnique = isUnique && seen.insert($0.value).inserted }
        return isUnique
    }

    /// The verdict for arrays of strings alone, by hash and bytes; nil where something else is among the items.
    private static func scalarStrings(_ array: JSONNode) -> Bool? {
        var items: [(hash: UInt64, node: JSONNode)] = []
        items.reserveCapacity(array.count)
        var isStrings = true
        array.forEachItem { item in
            guard isStrings, item.kind == .string, let base = item.text.baseAddress else {
                isStrings = false
                return
            }
            items.append((KeyHash.shared.hash(base, item.text.count), item))
        }
        guard isStrings else { return nil }
        items.sort { $0.hash < $1.hash }
        return zip(items, items.dropFirst()).allSatisfy { left, right in
            left.hash != right.hash || !left.node.tape.hasEqualContent(left.node.entry, right.node.entry)
        }
    }
}
