/// Finds member names that stand twice in one object.
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

    /// The entries of all names on the tape that stand again later in their object.
    mutating func shadowed(in tape: Tape, count: Int) -> [Int] {
        var found: [Int] = []
        for index in 0..<count where tape.entries[index].kind == .object {
            sort(tape, object: index, members: Int(tape.entries[index].content))
            for place in sorted.indices where isRepeated(place, tape) { found.append(sorted[place].entry) }
        }
        return found
    }

    /// Whether the name stands again behind that place; equal ones lie together but for others of the same hash.
    private func isRepeated(_ place: Int, _ tape: Tape) -> Bool {
        let name = sorted[place]
        return sorted[(place + 1)...].lazy.prefix { $0.hash == name.hash }.contains {
            tape.hasEqualContent(tape.entries[$0.entry], tape.entries[name.entry])
        }
    }

    private mutating func sort(_ tape: Tape, object: Int, members: Int) {
        sorted.removeAll(keepingCapacity: true)
        var name = object + 1
        for _ in 0..<members {
            sorted.append((tape.entries[name].hash, name))
            name = Int(tape.entries[name + 1].next)
        }
        sorted.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.entry < $1.entry }
    }

    private mutating func bySorting(_ tape: Tape, object: Int, members: Int) -> Int? {
        sort(tape, object: object, members: members)
        var first: Int?
        for (left, right) in zip(sorted, sorted.dropFirst())
        where left.hash == right.hash && tape.hasEqualContent(tape.entries[left.entry], tape.entries[right.entry]) {
            first = min(first ?? right.entry, right.entry)
        }
        return first
    }
}
