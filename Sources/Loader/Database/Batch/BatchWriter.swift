/// Writes the batches of one run, each in one transaction: rows, quarantine entries and the run's counters.
///
/// One writer a run, used by one thread at a time. A batch is never written twice: each carries a number that its
/// transaction notes in `audit.run`, so that after a connection lost during COMMIT the outcome can be found out.
public final class BatchWriter: @unchecked Sendable {
    private let connection: PostgresConnection
    private let context: BatchContext
    private let retrySeconds: Double
    /// Takes the time of every step; off unless set.
    var timer = StageTimer(interval: 0)
    private let onOutage: (Bool) -> Void
    private let stops: () -> Bool
    private var keyIndexes: Set<String>
    private var lastBatch: Int
    private var strategy = BatchStrategy()
    private var hasRefused = false
    /// How often a transaction was tried again, or the connection to do so.
    private(set) var retries = 0

    /// A writer for a run that ``RunStore/begin(_:)`` has noted and whose table ``TargetTable/ensure(_:)`` has seen.
    ///
    /// - Parameters:
    ///   - connection: the writer's own.
    ///   - plan: how the table is laid out; the tuples' fields are its columns in order.
    ///   - contract: the contract's name.
    ///   - contractVersion: the contract's version.
    ///   - runID: the run's id.
    ///   - retrySeconds: how long one batch goes on trying while the server is away.
    ///   - onOutage: told true when a batch has to wait for the server, false when it waits no more.
    ///   - stops: whether the run has to end: then a batch goes on trying for two seconds at most.
    ///   - refusedEntry: makes the quarantine entry of a valid message whose row the database refused.
    /// - Throws: ``LoaderError`` `run.missing`, or the database's.
    public convenience init(
        connection: PostgresConnection, plan: LoadPlan, contract: String, contractVersion: String, runID: MessageID,
        retrySeconds: Double = 30, onOutage: @escaping (Bool) -> Void = { _ in },
        stops: @escaping () -> Bool = { false },
        refusedEntry: @escaping (JudgedBlock, EncodedRows.Row, PostgresRefusal) throws -> QuarantineEntry
    ) throws {
        try self.init(
            .rows, connection: connection, plan: plan, contract: contract, contractVersion: contractVersion,
            runID: runID, retrySeconds: retrySeconds, onOutage: onOutage, stops: stops, refusedEntry: refusedEntry)
    }

    /// A writer of one lane of the run.
    init(
        _ lane: BatchLane, connection: PostgresConnection, plan: LoadPlan, contract: String, contractVersion: String,
        runID: MessageID, retrySeconds: Double, onOutage: @escaping (Bool) -> Void, stops: @escaping () -> Bool,
        refusedEntry: @escaping (JudgedBlock, EncodedRows.Row, PostgresRefusal) throws -> QuarantineEntry
    ) throws {
        self.connection = connection
        self.retrySeconds = retrySeconds
        self.onOutage = onOutage
        self.stops = stops
        context = BatchContext(
            plan: plan, contract: contract, contractVersion: contractVersion, runID: runID,
            refusedEntry: refusedEntry, target: MergeStatements(plan), lane: lane)
        do {
            keyIndexes = try TargetTable(plan).keyIndexes(connection)
            lastBatch = try RunStore(connection).lastCommittedBatch(runID, lane: lane)
        } catch let error as PostgresError {
            throw error.loaderError
        }
    }

    /// Writes one batch and commits it.
    ///
    /// Refused rows go to quarantine; deadlocks, shutdowns and lost connections are retried. A batch that fails again
    /// and again with an error that may be one row's is narrowed down to it.
    ///
    /// - Throws: ``LoaderError``: `database.unavailable` after `retrySeconds`, `database.rows_dropped`, and whatever
    ///   else the database refuses for good. Nothing of the batch is stored then.
    public func write(_ blocks: [JudgedBlock]) throws -> BatchOutcome {
        timer.begin()
        let batch = RowBatch(blocks.map(\.rows), uniqueMessages: context.plan.needsLedger)
        timer.lap(.sort, messages: batch.messageCount)
        var trouble = BatchTrouble(seconds: retrySeconds, isExpected: strategy.expectsConflicts)
        defer { if trouble.isOutage { onOutage(false) } }
        while true {
            let attempt = transaction(blocks, batch)
            do {
                if try attempt.run(trouble.mode, merging: strategy.expectsConflicts, mayResolve: hasRefused) {
                    return finish(attempt)
                }
                throw Self.writtenElsewhere
            } catch let error as PostgresError where error.concernsRow && trouble.mode == .fast {
                connection.rollBack()
                trouble.mode = .careful
                // A partition made since the last look brings an index of its own.
                if let indexes = try? TargetTable(context.plan).keyIndexes(connection) { keyIndexes = indexes }
            } catch let error as PostgresError where error.isTransient {
                if !trouble.isOutage { onOutage(true) }
                trouble.note(error)
                if try recover(attempt, from: error, &trouble) { return finish(attempt) }
            } catch {
                connection.rollBack()
                throw (error as? PostgresError)?.loaderError ?? error
            }
        }
    }

    /// What the run says that it holds, beside what the database counts, in one snapshot.
    public func verify() throws -> HeldCounts {
        try RunStore(connection).heldCounts(context.runID, plan: context.plan, contract: context.contract)
    }

    private func transaction(_ blocks: [JudgedBlock], _ batch: RowBatch) -> BatchTransaction {
        BatchTransaction(connection, context, blocks, batch, number: lastBatch + 1, timer: timer) { [self] in
            isKeyConflict($0)
        }
    }

    private func finish(_ attempt: BatchTransaction) -> BatchOutcome {
        lastBatch += 1
        strategy.record(metConflict: attempt.metConflict)
        if !attempt.outcome.refused.isEmpty { hasRefused = true }
        return attempt.outcome
    }

    /// Waits, and connects again where the connection is gone; true where the attempt turns out to have committed.
    private func recover(
        _ attempt: BatchTransaction, from error: PostgresError, _ trouble: inout BatchTrouble
    ) throws -> Bool {
        connection.rollBack()
        var last = error.loaderError
        while !connection.isAbandoned, trouble.wait(isEnding: stops()) {
            retries += 1
            // Even an error may have come after the commit, in place of its confirmation.
            if connection.isConnected, !error.connectionLost, !attempt.reachedCommit { return false }
            do {
                try connection.reconnect()
                let committed = try RunStore(connection).lastCommittedBatch(context.runID, lane: context.lane)
                return attempt.reachedCommit && committed > lastBatch
            } catch let error as LoaderError where error.kind == .incomplete && error.code != "run.missing" {
                last = error
            } catch let error as PostgresError where error.isTransient {
                last = error.loaderError
            }
        }
        throw LoaderError(
            error.blame == .unclear ? last.code : "database.unavailable", .incomplete,
            stops()
                ? "The database did not take the batch before the run had to end: \(last.message)"
                : "The database did not take the batch for \(Int(retrySeconds)) s: \(last.message)",
            remedy: last.remedy)
    }

    /// Whether a key that is there already is the reason.
    private func isKeyConflict(_ error: PostgresError) -> Bool {
        guard error.sqlstate == SQLState.uniqueViolation, let index = error.constraint else { return false }
        return keyIndexes.contains(index)
    }

    private static let writtenElsewhere = LoaderError(
        "run.written_elsewhere", .incomplete, "Another writer has written a batch of this run.",
        remedy: "Give each program its own run id.")
}
