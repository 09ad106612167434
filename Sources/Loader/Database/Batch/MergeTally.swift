/// What writing some rows has changed.
struct MergeTally {
    /// Rows whose key was not there.
    var inserted = 0
    /// Rows that took the place of one with the same key.
    var updated = 0
    /// The runs whose rows were replaced, and how many of each.
    var takenFrom: [MessageID: Int] = [:]

    var written: Int { inserted + updated }

    mutating func add(_ other: MergeTally) {
        inserted += other.inserted
        updated += other.updated
        takenFrom.merge(other.takenFrom) { $0 + $1 }
    }
}
