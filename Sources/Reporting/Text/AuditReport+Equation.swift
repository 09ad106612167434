extension AuditReport {
    /// The equation that must hold: `1,000 read = 950 loaded + 0 replaced + 50 quarantined + 0 released`; with `≠`
    /// where it does not. Nil where nothing was counted.
    var equation: String? {
        guard let read = counts.read, !outcomes.isEmpty else { return nil }
        let ways = outcomes.map { "\(Numerals.grouped($0.count)) \($0.name)" }.joined(separator: " + ")
        return "\(Numerals.grouped(read)) read \(isBalanced ? "=" : "≠") \(ways)"
    }

    /// Whether the ways add up to what was read.
    var isBalanced: Bool { counts.read == outcomes.reduce(0) { $0 &+ $1.count } }
}
