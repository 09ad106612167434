import Validator

/// Reads and writes `audit.run`.
public struct RunStore {
    private let connection: PostgresConnection

    /// The runs of this database, whose schema `audit` is up to date.
    public init(_ connection: PostgresConnection) { self.connection = connection }

    /// Notes a run that begins, with status `running`.
    public func begin(_ run: RunRecord) throws {
        try errors {
            try connection.execute(
                """
                INSERT INTO audit.run
                    (run_id, contract, contract_version, contract_fingerprint, source, started_at, status)
                VALUES ($1, $2, $3, $4, $5, COALESCE($6::timestamptz, now()), 'running')
                """,
                parameters: [
                    PostgresValue(run.id), PostgresValue(run.contract), PostgresValue(run.contractVersion),
                    PostgresValue(run.contractFingerprint), PostgresValue(run.source),
                    run.startedAt.map { PostgresValue($0) },
                ])
        }
    }

    /// Notes how a run ended; its counters become those of the report.
    ///
    /// - Parameters:
    ///   - report: the audit, as `audit.json` holds it.
    ///   - previousDigest: the digest of the contract's report before this one.
    ///   - digest: the report's digest.
    public func finish(
        _ id: MessageID, status: String, counts: RunCounts, endedAt: String? = nil, report: JSONValue? = nil,
        previousDigest: String? = nil, digest: String? = nil
    ) throws {
        let counters = RunCounts.columns.enumerated().map { "\($0.element) = $\($0.offset + 7)" }
        let written = try errors {
            try connection.execute(
                """
                UPDATE audit.run SET status = $2, ended_at = COALESCE($3::timestamptz, now()), report = $4,
                    previous_digest = $5, digest = $6, \(counters.joined(separator: ", "))
                WHERE run_id = $1
                """,
                parameters: [
                    PostgresValue(id), PostgresValue(status), endedAt.map { PostgresValue($0) },
                    report.map { PostgresValue(json: $0) }, previousDigest.map { PostgresValue($0) },
                    digest.map { PostgresValue($0) },
                ] + counts.values.map { PostgresValue($0) }
            ).affected
        }
        if written != 1 { throw Self.missing(id) }
    }

    /// The newest runs, newest first, of one contract or all.
    public func list(contract: String? = nil, limit: Int = 50) throws -> [RunRecord] {
        try errors {
            let result = try connection.execute(
                """
                SELECT \(RunRecord.columns) FROM audit.run WHERE $1::text IS NULL OR contract = $1
                ORDER BY started_at DESC, run_id DESC LIMIT $2
                """, parameters: [contract.map { PostgresValue($0) }, PostgresValue(limit)])
            return (0..<result.count).compactMap { RunRecord(result, row: $0) }
        }
    }

    /// One run; nil where there is none of this id.
    public func show(_ id: MessageID) throws -> RunRecord? {
        try errors {
            let result = try connection.execute(
                "SELECT \(RunRecord.columns) FROM audit.run WHERE run_id = $1", parameters: [PostgresValue(id)])
            return RunRecord(result, row: 0)
        }
    }

    /// The text of a run's report (`audit.json`); nil while it has none.
    public func report(_ id: MessageID) throws -> String? {
        try errors {
            try connection.execute("SELECT report FROM audit.run WHERE run_id = $1", parameters: [PostgresValue(id)])
                .text(0, 0)
        }
    }

    /// The digest of the contract's newest finished report; nil where there is none.
    public func previousDigest(contract: String) throws -> String? {
        try errors {
            try connection.execute(
                """
                SELECT digest FROM audit.run WHERE contract = $1 AND digest IS NOT NULL
                ORDER BY ended_at DESC, started_at DESC LIMIT 1
                """, parameters: [PostgresValue(contract)]
            ).text(0, 0)
        }
    }

    /// The number of the run's last committed batch; waits for a transaction of the run that is still at its end.
    ///
    /// - Throws: ``LoaderError`` `run.missing`.
    func lastCommittedBatch(_ id: MessageID, lane: BatchLane = .rows) throws -> Int {
        let result = try connection.execute(
            "SELECT \(lane.rawValue) FROM audit.run WHERE run_id = $1 FOR UPDATE", parameters: [PostgresValue(id)])
        guard let number = result.int(0, 0) else { throw Self.missing(id) }
        return number
    }

    /// What a run says that it holds, beside what the database counts, in one snapshot.
    public func heldCounts(_ id: MessageID, plan: LoadPlan, contract: String) throws -> HeldCounts {
        let runColumn = plan.columns.first { $0.source == .runID }?.name ?? "run_id"
        let rows =
            plan.needsLedger
            ? "audit.ledger WHERE contract = $2 AND run_id = $1"
            : "\(plan.table.quoted) WHERE \(SQLIdentifier.quoted(runColumn)) = $1 AND $2::text IS NOT NULL"
        return try errors {
            // One snapshot; a statement each, because only then several processes of the server may count. A table that
            // was never analysed is taken for too small for that otherwise.
            try connection.transaction("ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                try connection.administer("SET LOCAL parallel_setup_cost = 0")
                let held = try connection.execute(
                    "SELECT rows_held, quarantine_held FROM audit.run WHERE run_id = $1",
                    parameters: [PostgresValue(id)])
                guard let rowsHeld = held.int(0, 0), let entriesHeld = held.int(0, 1) else { throw Self.missing(id) }
                let rowsCounted = try connection.execute(
                    "SELECT count(*) FROM \(rows)", parameters: [PostgresValue(id), PostgresValue(contract)])
                let entriesCounted = try connection.execute(
                    "SELECT count(*) FROM audit.quarantine WHERE run_id = $1", parameters: [PostgresValue(id)])
                return HeldCounts(
                    rowsHeld: rowsHeld, rowsCounted: rowsCounted.int(0, 0) ?? 0, quarantineHeld: entriesHeld,
                    quarantineCounted: entriesCounted.int(0, 0) ?? 0)
            }
        }
    }

    @discardableResult
    private func errors<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as PostgresError { throw error.loaderError }
    }

    private static func missing(_ id: MessageID) -> LoaderError {
        LoaderError("run.missing", .incomplete, "audit.run has no run \(id).", remedy: "Look at: audit runs list")
    }
}
