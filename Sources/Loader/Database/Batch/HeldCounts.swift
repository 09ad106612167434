/// What a run says that it holds, and what the database counts.
public struct HeldCounts: Hashable, Sendable {
    /// Rows of the table, or of the ledger, that carry the run's id: the run's own count.
    public var rowsHeld: Int
    /// The same by `SELECT count(*)`.
    public var rowsCounted: Int
    /// Entries of the quarantine that carry the run's id: the run's own count.
    public var quarantineHeld: Int
    /// The same by `SELECT count(*)`.
    public var quarantineCounted: Int

    /// Whether both agree.
    public var agrees: Bool { rowsHeld == rowsCounted && quarantineHeld == quarantineCounted }
}
