/// Takes members off a tape that do not count: those whose name stands again later in their object.
struct TapeCompaction {
    /// The tape's indexes of the names whose members are left out.
    let shadowed: [Int]

    /// Moves the entries that stay together.
    func apply(to entries: UnsafeMutablePointer<TapeEntry>, count: Int) {
        var isKept = [Bool](repeating: true, count: count)
        for name in shadowed {
            for index in name..<Int(entries[name + 1].next) { isKept[index] = false }
        }
        countMembers(entries, count)
        // Where each entry lies afterwards; one that is left out: the next that is not.
        var places: [UInt32] = []
        places.reserveCapacity(count + 1)
        var used: UInt32 = 0
        for index in 0..<count {
            places.append(used)
            if isKept[index] { used += 1 }
        }
        places.append(used)
        for index in 0..<count where isKept[index] {
            var entry = entries[index]
            entry.next = places[Int(entry.next)]
            entries[Int(places[index])] = entry
        }
    }

    /// Counts the members that stay.
    private func countMembers(_ entries: UnsafeMutablePointer<TapeEntry>, _ count: Int) {
        let shadowed = Set(shadowed)
        for index in 0..<count where entries[index].kind == .object {
            var (name, kept) = (index + 1, UInt32(0))
            for _ in 0..<entries[index].content {
                if !shadowed.contains(name) { kept += 1 }
                name = Int(entries[name + 1].next)
            }
            entries[index].content = kept
        }
    }
}
