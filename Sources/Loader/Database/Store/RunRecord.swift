/// One row of `audit.run`, without its report.
public struct RunRecord: Hashable, Sendable {
    /// The run's id.
    public var id: MessageID
    /// The contract's name.
    public var contract: String
    /// The contract's version.
    public var contractVersion: String
    /// The SHA-256 of the contract.
    public var contractFingerprint: String
    /// The source's name.
    public var source: String
    /// `running`, then the report's status.
    public var status: String
    /// When it began, RFC 3339 in UTC; the database's clock where the caller leaves it nil.
    public var startedAt: String?
    /// When it ended; nil while it runs, or where it was killed.
    public var endedAt: String?
    /// Its counters; those of a running or killed run are as its last committed batch left them.
    public var counts = RunCounts()
    /// Rows that carry its id now.
    public var rowsHeld = 0
    /// Entries of the quarantine that carry its id now.
    public var quarantineHeld = 0
    /// The number of its last committed batch.
    public var lastBatch = 0
    /// The digest of the report before this one.
    public var previousDigest: String?
    /// The digest of its report.
    public var digest: String?

    /// A run that begins.
    public init(
        id: MessageID, contract: String, contractVersion: String, contractFingerprint: String, source: String,
        startedAt: String? = nil
    ) {
        self.id = id
        self.contract = contract
        self.contractVersion = contractVersion
        self.contractFingerprint = contractFingerprint
        self.source = source
        self.startedAt = startedAt
        status = "running"
    }
}

extension RunRecord {
    static let columns =
        """
        run_id, contract, contract_version, contract_fingerprint, source, status, \(SQLTime.text("started_at")), \
        \(SQLTime.text("ended_at")), rows_held, quarantine_held, last_batch, previous_digest, digest, \
        \(RunCounts.columns.joined(separator: ", "))
        """

    /// The run in a result of ``columns``.
    init?(_ result: PostgresResult, row: Int) {
        guard let id = result.id(row, 0) else { return nil }
        self.init(
            id: id, contract: result.text(row, 1) ?? "", contractVersion: result.text(row, 2) ?? "",
            contractFingerprint: result.text(row, 3) ?? "", source: result.text(row, 4) ?? "",
            startedAt: result.text(row, 6))
        status = result.text(row, 5) ?? ""
        endedAt = result.text(row, 7)
        rowsHeld = result.int(row, 8) ?? 0
        quarantineHeld = result.int(row, 9) ?? 0
        lastBatch = result.int(row, 10) ?? 0
        previousDigest = result.text(row, 11)
        digest = result.text(row, 12)
        counts = RunCounts(result, row: row, from: 13)
    }
}

/// Times as text.
enum SQLTime {
    /// RFC 3339 in UTC with milliseconds, whatever the session's settings.
    static func text(_ column: String) -> String {
        "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    }
}
