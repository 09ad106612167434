import Validator

/// One attempt to write one batch: rows, quarantine entries and the run's counters, or nothing at all.
///
/// Locks are taken in the same order by every writer: ledger, table, quarantine, runs, each sorted.
final class BatchTransaction {
    /// How much trouble is expected.
    enum Mode {
        /// None: whatever the database refuses ends the attempt.
        case fast
        /// Refusals and conflicts are dealt with row by row.
        case careful
        /// The same, and an error that may be the server's is looked for in the rows.
        case narrowing
    }

    private let connection: PostgresConnection
    private let context: BatchContext
    private let blocks: [JudgedBlock]
    private let number: Int
    private let timer: StageTimer
    private let isKeyConflict: (PostgresError) -> Bool
    private var batch: RowBatch
    private(set) var outcome = BatchOutcome()
    private(set) var metConflict = false
    private(set) var reachedCommit = false
    private var changes = RunChanges()

    init(
        _ connection: PostgresConnection, _ context: BatchContext, _ blocks: [JudgedBlock], _ batch: RowBatch,
        number: Int, timer: StageTimer, isKeyConflict: @escaping (PostgresError) -> Bool
    ) {
        self.connection = connection
        self.context = context
        self.blocks = blocks
        self.batch = batch
        self.number = number
        self.timer = timer
        self.isKeyConflict = isKeyConflict
    }

    /// Runs the transaction.
    ///
    /// - Parameters:
    ///   - merging: whether keys that are there already are expected; not with ``Mode/fast``.
    ///   - mayResolve: whether entries of this very run may be resolved by a batch of it.
    /// - Returns: false where the run has this batch already.
    func run(_ mode: Mode, merging: Bool, mayResolve: Bool) throws -> Bool {
        try connection.administer("BEGIN")
        if mode != .fast { try connection.administer("SET CONSTRAINTS ALL IMMEDIATE") }
        let written =
            try mode == .fast ? writeFast() : writeCarefully(merging: merging, narrowing: mode == .narrowing)
        timer.lap(.copyRows, messages: batch.messageCount)
        try resolveEntries(mayResolve: mayResolve)
        timer.lap(.resolve, messages: batch.messageCount)
        try writeQuarantine()
        timer.lap(.copyEntries, messages: outcome.quarantined)
        count(written)
        guard try changes.apply(connection, run: context.runID, batch: number, lane: context.lane) else {
            connection.rollBack()
            return false
        }
        let messages = batch.messageCount + blocks.reduce(0) { $0 + $1.quarantined.count }
        timer.lap(.count, messages: messages)
        reachedCommit = true
        try connection.execute("COMMIT")
        timer.lap(.commit, messages: messages)
        return true
    }

    private func writeFast() throws -> MergeTally {
        guard !batch.rows.isEmpty else { return MergeTally() }
        let noted = try context.plan.needsLedger ? ledger.copy(batch) : 0
        let loader = RangeLoader(connection, context.target, batch, isKeyConflict: isKeyConflict)
        try loader.copyAll()
        changes.rowsHeld = context.plan.needsLedger ? noted : loader.tally.written
        return loader.tally
    }

    private func writeCarefully(merging: Bool, narrowing: Bool) throws -> MergeTally {
        guard !batch.rows.isEmpty else { return MergeTally() }
        let all = batch
        if context.plan.needsLedger { try keepNewMessages() }
        let loader = RangeLoader(connection, context.target, batch, isKeyConflict: isKeyConflict)
        try loader.loadAll(merging: merging && !context.plan.key.isEmpty, narrowing: narrowing)
        metConflict = loader.tally.updated > 0 || all.rows.count > batch.rows.count
        batch = all
        try refuse(loader.refused)
        if context.plan.needsLedger {
            let returned = try ledger.remove(loader.refused.map(\.row), loaded: loader.batch)
            changes.rowsHeld += newMessages - returned
        } else {
            changes.take(loader.tally, from: \.rowsHeld, run: context.runID)
        }
        return loader.tally
    }

    private var newMessages = 0

    private var ledger: Ledger {
        Ledger(connection: connection, contract: context.contract, runID: context.runID)
    }

    /// Leaves only messages in the batch that the ledger does not know.
    private func keepNewMessages() throws {
        let new = try ledger.insert(batch)
        newMessages = new.count
        batch.keep { new.contains($0.id) }
    }

    private func refuse(_ refused: [RangeLoader.Refused]) throws {
        outcome.refused = refused.map {
            BatchOutcome.Refused(
                block: Int($0.row.source), message: batch.encoded($0.row).message, id: $0.row.id, refusal: $0.refusal)
        }
        changes.entries = try refused.map {
            try context.refusedEntry(blocks[Int($0.row.source)], batch.encoded($0.row), $0.refusal)
        }
    }

    /// Entries of messages that load now are resolved, in the same transaction.
    private func resolveEntries(mayResolve: Bool) throws {
        guard !batch.rows.isEmpty else { return }
        let refused = Set(outcome.refused.map(\.id))
        let resolver = EntryResolver(connection: connection, contract: context.contract, runID: context.runID)
        try resolver.resolve(batch, except: refused, includingOwn: mayResolve || !refused.isEmpty)
    }

    private func writeQuarantine() throws {
        let entries = blocks.map(\.quarantined) + [refusedEntries]
        outcome.quarantined = entries.reduce(0) { $0 + $1.count }
        guard outcome.quarantined > 0 else { return }
        let rows = RowBatch(entries.map(\.rows), uniqueMessages: false)
        let loader = RangeLoader(connection, .quarantine, rows) { $0.constraint == "quarantine_message" }
        try loader.loadAll(merging: false)
        if let refused = loader.refused.first {
            throw LoaderError(
                "quarantine.refused", .incomplete,
                "The database refused an entry of the quarantine: SQLSTATE \(refused.refusal.sqlstate).",
                remedy: "Remove constraints and triggers that were added to audit.quarantine.")
        }
        changes.take(loader.tally, from: \.quarantineHeld, run: context.runID)
        changes.errorCount = entries.reduce(0) { $0 + $1.errorCount }
    }

    /// The entries of the rows that the database refused.
    private var refusedEntries: QuarantineRows {
        let encoder = QuarantineEncoder(
            runID: context.runID, contract: context.contract, contractVersion: context.contractVersion)
        var rows = QuarantineRows()
        for (message, entry) in changes.entries.enumerated() { encoder.append(entry, message: message, to: &rows) }
        return rows
    }

    private func count(_ written: MergeTally) {
        outcome.loaded = written.inserted
        outcome.replaced = batch.messageCount - written.inserted - outcome.refused.count
        changes.valid = batch.messageCount
        changes.invalid = blocks.reduce(0) { $0 + $1.quarantined.count }
        changes.outcome = outcome
    }
}
