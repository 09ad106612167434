import Reporting

/// Where a load goes: the database, the queue that is told afterwards, and the counts that must agree in the end.
final class LoadTarget {
    /// The database as reports name it.
    let database: String
    private let connection: PostgresConnection
    private let writer: BatchWriter
    private let acknowledger: Acknowledger
    private let isQueue: Bool
    private let retrySeconds: Double
    /// Whether it is worth waiting for a database that is away: not once that was in vain.
    private var isInsistent = true
    /// Opens a writer of the entries alone, on a connection of its own.
    private let openEntryWriter: () throws -> BatchWriter
    private var entryLane: EntryLane?
    private var triedEntryLane = false
    private let meter: (any RunMeter)?
    private let stops: () -> Bool

    private(set) var loaded = 0
    private(set) var replaced = 0
    private(set) var quarantined = 0
    private(set) var committed = 0
    private(set) var writingSeconds = 0.0

    /// Notes the run and makes ready to write.
    ///
    /// - Parameters:
    ///   - connection: the writer's own.
    ///   - connect: opens another one.
    ///   - stops: whether the run has to end: then nothing waits long for the database any more.
    /// - Throws: ``LoaderError`` of kind `configuration` where the table differs from the contract.
    init(
        _ connection: PostgresConnection, connect: @escaping () throws -> PostgresConnection, request: RunRequest,
        plan: LoadPlan, identity: RunIdentity, source: any MessageSource, isQueue: Bool, timer: StageTimer,
        meter: (any RunMeter)?, stops: @escaping () -> Bool,
        refusedEntry: @escaping (JudgedBlock, EncodedRows.Row, PostgresRefusal) throws -> QuarantineEntry
    ) throws {
        self.connection = connection
        self.stops = stops
        self.isQueue = isQueue
        retrySeconds = request.retrySeconds
        self.meter = meter
        database = connection.displayName
        try Migrator(connection).migrate()
        try TargetTable(plan).ensure(connection)
        let contract = request.contract
        try RunStore(connection).begin(
            RunRecord(
                id: identity.id, contract: contract.name, contractVersion: contract.version,
                contractFingerprint: contract.fingerprint, source: source.name,
                startedAt: identity.startedAt.description))
        let open = { (lane: BatchLane, connection: PostgresConnection) in
            try BatchWriter(
                lane, connection: connection, plan: plan, contract: contract.name, contractVersion: contract.version,
                runID: identity.id, retrySeconds: request.retrySeconds,
                onOutage: { isAway in isAway ? source.pause() : source.resume() }, stops: stops,
                refusedEntry: refusedEntry)
        }
        writer = try open(.rows, connection)
        writer.timer = timer
        openEntryWriter = {
            let writer = try open(.entries, connect())
            writer.timer = timer.another
            return writer
        }
        acknowledger = try Acknowledger(source)
    }

    /// Commits the blocks, then tells the queue.
    ///
    /// - Parameter isBulk: whether many more are to be expected: a file's entries are then written beside the next
    ///   rows. ``finishEntries()`` says what became of them.
    func write(_ blocks: [JudgedBlock], isBulk: Bool) throws -> BatchOutcome {
        let start = ContinuousClock.now
        let retries = writer.retries
        defer {
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            writingSeconds += seconds
            meter?.measured(.write, seconds: seconds)
            meter?.retried(writer.retries - retries)
        }
        let lane = isBulk && !isQueue ? openEntryLane() : nil
        let outcome: BatchOutcome
        do {
            // What the queue refuses to delete would come again and again.
            if let failure = lane?.failure ?? acknowledger.failure { throw failure }
            outcome = try writer.write(lane == nil ? blocks : blocks.map(\.withoutEntries))
        } catch {
            isInsistent = false
            throw error
        }
        lane?.submit(blocks)
        note(outcome)
        acknowledger.acknowledge(blocks.flatMap { $0.block.deliveries })
        return outcome
    }

    private func note(_ outcome: BatchOutcome) {
        loaded += outcome.loaded
        replaced += outcome.replaced
        quarantined += outcome.quarantined
        committed += outcome.loaded + outcome.replaced + outcome.quarantined
    }

    /// Where no second connection is to be had, the first one serves for all.
    private func openEntryLane() -> EntryLane? {
        guard !triedEntryLane else { return entryLane }
        triedEntryLane = true
        entryLane = try? EntryLane(openEntryWriter())
        return entryLane
    }

    /// Waits for the entries that are written beside the rows.
    func finishEntries() -> EntryLane.Outcome {
        guard let outcome = entryLane?.finish() else { return EntryLane.Outcome() }
        note(BatchOutcome(quarantined: outcome.quarantined))
        return outcome
    }

    /// Waits for the queue's last answer.
    func finishAcknowledging() -> (acknowledged: Int?, error: (any Error)?) {
        let (count, error) = acknowledger.finish()
        return (isQueue ? count : nil, error)
    }

    /// What the run holds by its own counters and by the database's count.
    func verify() throws -> HeldCounts { try insisting { try writer.verify() } }

    /// The digest of the contract's report before this one.
    func previousDigest(contract: String) throws -> String? {
        try insisting { try RunStore(connection).previousDigest(contract: contract) }
    }

    /// Keeps the report in the database.
    func finish(_ report: AuditReport, identity: RunIdentity) throws {
        var counts = RunCounts()
        counts.read = report.counts.read ?? 0
        counts.valid = report.counts.valid ?? 0
        counts.invalid = report.counts.invalid ?? 0
        counts.loaded = report.counts.loaded ?? 0
        counts.replaced = report.counts.replaced ?? 0
        counts.quarantined = report.counts.quarantined ?? 0
        counts.released = report.counts.released ?? 0
        counts.acknowledged = report.counts.acknowledged ?? 0
        counts.errorCount = report.counts.errorCount ?? 0
        try insisting {
            try RunStore(connection).finish(
                identity.id, status: report.verdict.rawValue, counts: counts, endedAt: report.run.endedAt.description,
                report: report.json, previousDigest: report.previousDigest, digest: report.digest)
        }
    }

    private static func mayPass(_ error: LoaderError) -> Bool {
        error.code == "database.unavailable" || error.code == "database.cancelled"
    }

    /// Asks again while the database is away: what is asked may be asked any number of times.
    private func insisting<Value>(_ body: () throws -> Value) throws -> Value {
        var retries = RetrySeries(.database(seconds: isInsistent ? retrySeconds : 0))
        while true {
            do { return try body() } catch let error as LoaderError where Self.mayPass(error) {
                isInsistent = !connection.isAbandoned && retries.wait(isEnding: stops())
                guard isInsistent else { throw error }
                if !connection.isConnected { try? connection.reconnect() }
            }
        }
    }
}
