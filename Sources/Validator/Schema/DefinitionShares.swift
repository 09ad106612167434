/// Finds the definitions that references lead to from several places of the message: their checks are about none of those
/// alone, and a report must not blame the first.
struct DefinitionShares {
    private struct Block {
        /// The place in the message that it was first met at.
        let field: String
        /// Its place in the schema: `#/$defs/id`, `common.json#`.
        let place: String
        /// Where it was first met from.
        let parent: Int?
        /// Whether it was met at another place of the message too.
        var isShared = false
        /// What it leads to.
        var children: [Int] = []
    }

    private var blocks: [Block] = []
    private var current: Int?
    /// The block of each check.
    private var owners: [Int?] = []

    /// A block is compiled: what is met from now on is met from there; nil: from places that nobody knows yet.
    mutating func begin(_ block: Int?) { current = block }

    /// A block is met for the first time; they are numbered in that order.
    mutating func add(field: String, place: String) {
        if let current { blocks[current].children.append(blocks.count) }
        // The root is met from nowhere, and its place is known.
        let isShared = current == nil && !blocks.isEmpty
        blocks.append(Block(field: field, place: place, parent: current, isShared: isShared))
    }

    /// A block is met again. Where a schema recurses it keeps the name of its first level.
    mutating func meet(_ block: UInt32, field: String) {
        let block = Int(block)
        guard !leadsHere(block) else { return }
        if let current { blocks[current].children.append(block) }
        if blocks[block].field != field { blocks[block].isShared = true }
    }

    /// Whether what is being compiled was reached through the block.
    private func leadsHere(_ block: Int) -> Bool {
        var next = current
        while let place = next {
            if place == block { return true }
            next = blocks[place].parent
        }
        return false
    }

    /// The block that is being compiled has one more check.
    mutating func addCheck() { owners.append(current) }

    /// Names the checks of shared definitions, and of all that those lead to, by their place in the schema.
    func name(_ checks: inout [SchemaCheck]) {
        let shared = self.shared
        for (index, owner) in owners.enumerated() {
            guard let owner, shared.contains(owner) else { continue }
            let block = blocks[owner]
            checks[index].definition = block.place + checks[index].field.dropFirst(block.field.count)
            checks[index].field = ""
        }
    }

    private var shared: Set<Int> {
        var found = Set(blocks.indices.filter { blocks[$0].isShared })
        var pending = Array(found)
        while let next = pending.popLast() {
            for child in blocks[next].children where found.insert(child).inserted { pending.append(child) }
        }
        return found
    }
}
