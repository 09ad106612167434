/// Quarantine entries in COPY's binary form: the worker that refused the messages writes them, so that the one thread
/// that talks to the database need not.
public struct QuarantineRows: Sendable {
    /// The tuples, in the order of their messages.
    public internal(set) var rows = EncodedRows()
    /// The errors of all entries.
    public internal(set) var errorCount = 0

    /// No entries.
    public init() {}

    /// The number of entries.
    public var count: Int { rows.rows.count }
}
