/// The counters of a run, as `audit.run` and the report have them.
public struct RunCounts: Hashable, Sendable {
    /// Messages read from the source.
    public var read = 0
    /// Messages that fit the schema.
    public var valid = 0
    /// Messages that do not.
    public var invalid = 0
    /// Messages whose row is new.
    public var loaded = 0
    /// Messages whose key was there already.
    public var replaced = 0
    /// Messages in quarantine.
    public var quarantined = 0
    /// Messages given back to the queue untouched.
    public var released = 0
    /// Messages that the queue was told to forget.
    public var acknowledged = 0
    /// Errors of all messages.
    public var errorCount = 0

    /// All zero.
    public init() {}

    static let columns = [
        "read", "valid", "invalid", "loaded", "replaced", "quarantined", "released", "acknowledged", "error_count",
    ]

    /// The values in the order of ``columns``.
    var values: [Int] {
        [read, valid, invalid, loaded, replaced, quarantined, released, acknowledged, errorCount]
    }

    /// The counters in a result's row, from `column` on.
    init(_ result: PostgresResult, row: Int, from column: Int) {
        let values = Self.columns.indices.map { result.int(row, column + $0) ?? 0 }
        (read, valid, invalid) = (values[0], values[1], values[2])
        (loaded, replaced, quarantined) = (values[3], values[4], values[5])
        (released, acknowledged, errorCount) = (values[6], values[7], values[8])
    }
}
