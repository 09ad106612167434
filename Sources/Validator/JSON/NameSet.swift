/// Finds a member name that stands twice in one object.
struct NameSet {
    /// Objects of up to so many members are compared pair by pair.
    private static let pairwiseLimit = 12
    private var sorted: [(hash: UInt64, entry: Int)] = []

    /// The offset of the first name on the tape that repeats an earlier one of its object.
    mutating func firstRepetition(in tape: Tape, count: Int) -> Int? {
        var index = 0
        while index < count {
            if tape.entries[index].kind == .object, tape.entries[index].content > 1,
                let repeated = repetition(in: tape, object: index)
            {
                return Int(tape.entries[repeated].start)
            }
            index += 1
        }
        return nil
    }

    private mutating func repetition(in tape: Tape, object: Int) -> Int? {
        let members = Int(tape.entries[object].content)
        return members <= Self.pairwiseLimit
            ? pairwise(tape, object: object, members: members) : bySorting(tape, object: object, members: members)
    }

    private func pairwise(_ tape: Tape, object: Int, members: Int) -> Int? {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.pairwiseLimit) { names in
            var name = object + 1
            for position in 0..<members {
                let hash = tape.entries[name].hash
                for earlier in 0..<position
                where tape.entries[names[earlier]].hash == hash
                    && tape.hasEqualContent(tape.entries[names[earlier]], tape.entries[name])
                {
                    return name
                }
                names[position] = name
                name = Int(tape.entries[name + 1].next)
            }
            return nil
        }
    }

    private mutating func bySorting(_ tape: Tape, object: Int, members: Int) -> Int? {
        sorted.removeAll(keepingCapacity: true)
        var name = object + 1
        for _ in 0..<members {
            sorted.append((tape.entries[name].hash, name))
            name = Int(tape.entries[name + 1].next)
        }
        sorted.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.entry < $1.entry }
        var first: Int?
        for (left, right) in zip(sorted, sorted.dropFirst())
        where left.hash == right.hash && tape.hasEqualContent(tape.entries[left.entry], tape.entries[right.entry]) {
            first = min(first ?? right.entry, right.entry)
        }
        return first
    }
}
