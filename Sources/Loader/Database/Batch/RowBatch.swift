#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The rows of one transaction, sorted by key, one row a key.
///
/// Every writer sorts alike, so that two of them never wait for each other's rows in a circle.
struct RowBatch {
    /// One row: its message's id and where it lies.
    struct Row {
        var id: MessageID
        var source: Int32
        var index: Int32
    }

    /// The encoded rows that ``Row/source`` counts.
    let sources: [EncodedRows]
    /// The last row of each key, by key.
    private(set) var rows: [Row] = []
    /// The earlier rows of a key, first one first, by the position in ``rows``.
    private(set) var earlier: [Int: [Row]] = [:]
    /// Messages that came more than once under different keys' order, by id: copies that are not loaded.
    private(set) var copies: [MessageID: [Row]] = [:]
    /// The number of messages.
    let messageCount: Int

    /// The rows of these blocks.
    ///
    /// - Parameter uniqueMessages: whether a message id may be loaded once only, whatever its key.
    init(_ sources: [EncodedRows], uniqueMessages: Bool) {
        self.sources = sources
        messageCount = sources.reduce(0) { $0 + $1.rows.count }
        var all: [Row] = []
        all.reserveCapacity(messageCount)
        for (number, source) in sources.enumerated() {
            for (index, row) in source.rows.enumerated() {
                all.append(Row(id: row.id, source: Int32(number), index: Int32(index)))
            }
        }
        let hasKeys = sources.contains { !$0.keys.isEmpty }
        if uniqueMessages, hasKeys { all = takeOutCopies(all) }
        arrange(&all, hasKeys: hasKeys)
    }

    /// The row as its worker encoded it.
    func encoded(_ row: Row) -> EncodedRows.Row { sources[Int(row.source)].rows[Int(row.index)] }

    /// Puts the next earlier row of the key in the place of a refused one; false where there is none.
    mutating func fallBack(at position: Int) -> Bool {
        guard let row = earlier[position]?.popLast() else { return false }
        rows[position] = row
        return true
    }

    /// The same batch without the rows that `isKept` declines.
    mutating func keep(where isKept: (Row) -> Bool) {
        var kept: [Row] = []
        var keptEarlier: [Int: [Row]] = [:]
        for (position, row) in rows.enumerated() {
            var group = ((earlier[position] ?? []) + [row]).filter(isKept)
            guard let last = group.popLast() else { continue }
            if !group.isEmpty { keptEarlier[kept.count] = group }
            kept.append(last)
        }
        rows = kept
        earlier = keptEarlier
        copies = copies.filter { $0.value.allSatisfy(isKept) }
    }

    /// Keeps the last copy of each message.
    private mutating func takeOutCopies(_ all: [Row]) -> [Row] {
        var seen: Set<MessageID> = []
        let last = all.reversed().filter { row in
            if seen.insert(row.id).inserted { return true }
            copies[row.id, default: []].append(row)
            return false
        }
        return last.reversed()
    }

    /// Sorts by key, unless that is done already, and keeps the last row of each key.
    private mutating func arrange(_ all: inout [Row], hasKeys: Bool) {
        var sorted = true
        var distinct = true
        for position in all.indices.dropFirst() where sorted {
            let order = compare(all[position - 1], all[position], hasKeys)
            if order > 0 { sorted = false }
            if order == 0 { distinct = false }
        }
        if sorted, distinct {
            rows = all
            return
        }
        if !sorted { sort(&all, hasKeys: hasKeys) }
        rows.reserveCapacity(all.count)
        for row in all {
            if let last = rows.last, compare(last, row, hasKeys) == 0 {
                earlier[rows.count - 1, default: []].append(last)
                rows[rows.count - 1] = row
            } else {
                rows.append(row)
            }
        }
    }

    private func sort(_ all: inout [Row], hasKeys: Bool) {
        all.sort { left, right in
            let order = compare(left, right, hasKeys)
            if order != 0 { return order < 0 }
            return left.source != right.source ? left.source < right.source : left.index < right.index
        }
    }

    /// Negative, zero or positive, as `left` comes before, with or after `right`.
    private func compare(_ left: Row, _ right: Row, _ hasKeys: Bool) -> Int {
        if !hasKeys { return left.id == right.id ? 0 : left.id < right.id ? -1 : 1 }
        let (first, second) = (encoded(left), encoded(right))
        return sources[Int(left.source)].keys.withUnsafeBytes { leftKeys in
            sources[Int(right.source)].keys.withUnsafeBytes { rightKeys in
                let shared = min(first.keyLength, second.keyLength)
                guard let one = leftKeys.baseAddress, let other = rightKeys.baseAddress else { return 0 }
                let order = memcmp(one + first.keyStart, other + second.keyStart, shared)
                return order != 0 ? Int(order) : first.keyLength - second.keyLength
            }
        }
    }
}
