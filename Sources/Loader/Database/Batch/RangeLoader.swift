/// Writes the rows of a batch inside of a transaction, whatever the database refuses.
///
/// Each part is written behind a savepoint. A key that is there already sends the part through the temporary table;
/// a refused row is found (by COPY's line number, else by halving), taken out, and the rest goes on.
///
/// Where it narrows, an error that may be the server's is looked for in the rows too; see ``settleDoubts()``.
final class RangeLoader {
    /// A row that the database refused, and why.
    struct Refused {
        var row: RowBatch.Row
        var refusal: PostgresRefusal
    }

    /// The number of written rows is not that of the sent ones: another writer came between, or a trigger drops rows.
    private struct CountDiffers: Error {}

    private let connection: PostgresConnection
    private let statements: MergeStatements
    private let isKeyConflict: (PostgresError) -> Bool
    private(set) var batch: RowBatch
    private(set) var tally = MergeTally()
    private(set) var refused: [Refused] = []
    private(set) var metConflict = false
    /// Parts that are still to be written, the next one last.
    private var parts: [Range<Int>] = []
    /// The largest part to try: small where refusals are dense, so that little is sent in vain.
    private var partSize = Int.max
    private var attempts = 0
    private var isNarrowing = false
    /// Rows that failed alone with an error that may be the server's, and what it was.
    private var doubts: [(position: Int, error: PostgresError)] = []

    init(
        _ connection: PostgresConnection, _ statements: MergeStatements, _ batch: RowBatch,
        isKeyConflict: @escaping (PostgresError) -> Bool
    ) {
        self.connection = connection
        self.statements = statements
        self.batch = batch
        self.isKeyConflict = isKeyConflict
    }

    /// Writes all rows straight into the table; what the database refuses is thrown.
    func copyAll() throws {
        try tally.add(copy(0..<batch.rows.count))
    }

    /// Writes all rows that the database takes.
    ///
    /// - Parameters:
    ///   - merging: whether keys that are there already are expected.
    ///   - narrowing: whether an error that may be the server's (``PostgresError/Blame/unclear``) is looked for in the
    ///     rows; else it is thrown.
    func loadAll(merging: Bool, narrowing: Bool = false) throws {
        isNarrowing = narrowing
        if narrowing { try limitLockWaits() }
        if merging { try prepareStaging() }
        metConflict = merging
        parts = batch.rows.isEmpty ? [] : [0..<batch.rows.count]
        try loadParts()
        try settleDoubts()
    }

    private func loadParts() throws {
        while let next = parts.popLast() {
            var part = next
            if part.count > partSize {
                parts.append(part.lowerBound + partSize..<part.upperBound)
                part = part.lowerBound..<part.lowerBound + partSize
            }
            try load(part)
        }
    }

    private func load(_ part: Range<Int>) throws {
        try connection.administer("SAVEPOINT audit_part")
        do {
            let written = try metConflict ? merge(part) : copy(part)
            try connection.administer("RELEASE SAVEPOINT audit_part")
            tally.add(written)
            attempts = 0
            if partSize != .max { partSize = partSize > 1 << 20 ? .max : partSize * 4 }
        } catch let error as PostgresError where error.concernsRow || isNarrowing && error.blame == .unclear {
            try undo()
            try handle(error, part)
        } catch is CountDiffers {
            try undo()
            try handleDifference(part)
        }
    }

    private func undo() throws {
        try connection.administer("ROLLBACK TO SAVEPOINT audit_part; RELEASE SAVEPOINT audit_part")
    }

    private func handle(_ error: PostgresError, _ part: Range<Int>) throws {
        if !metConflict, isKeyConflict(error) {
            metConflict = true
            try prepareStaging()
            parts.append(part)
        } else if part.count == 1 {
            if error.concernsRow { refuse(part.lowerBound, error) } else { doubts.append((part.lowerBound, error)) }
        } else if let line = error.copyLine, line >= 1, line <= part.count {
            let bad = part.lowerBound + line - 1
            partSize = max(32, part.count / 4)
            if bad + 1 < part.upperBound { parts.append(bad + 1..<part.upperBound) }
            parts.append(bad..<bad + 1)
            if part.lowerBound < bad { parts.append(part.lowerBound..<bad) }
        } else {
            let suspects = try metConflict ? suspects(error, part) : []
            if suspects.isEmpty { halve(part) } else { isolate(suspects, part) }
        }
    }

    private func isolate(_ suspects: [Int], _ part: Range<Int>) {
        var end = part.upperBound
        for suspect in suspects.reversed() {
            if suspect + 1 < end { parts.append(suspect + 1..<end) }
            parts.append(suspect..<suspect + 1)
            end = suspect
        }
        if part.lowerBound < end { parts.append(part.lowerBound..<end) }
    }

    private func halve(_ part: Range<Int>) {
        let middle = part.lowerBound + part.count / 2
        parts.append(middle..<part.upperBound)
        parts.append(part.lowerBound..<middle)
    }

    /// Another writer may have added a key since the locks were taken: then the next attempt sees it.
    private func handleDifference(_ part: Range<Int>) throws {
        if part.count > 1 { return halve(part) }
        attempts += 1
        guard attempts < 5 else { throw Self.dropped(statements.relation) }
        parts.append(part)
    }

    private func refuse(_ position: Int, _ error: PostgresError) {
        let row = batch.rows[position]
        refused.append(Refused(row: row, refusal: error.refusal))
        for copy in batch.copies[row.id] ?? [] { refused.append(Refused(row: copy, refusal: error.refusal)) }
        // An earlier message of the same key is the newest one now.
        if batch.fallBack(at: position) { parts.append(position..<position + 1) }
    }

    private func copy(_ part: Range<Int>) throws -> MergeTally {
        let written = try connection.copyIn(statements.copy, relation: statements.relation) { writer in
            try batch.send(part, to: writer)
        }
        guard written == part.count else { throw Self.dropped(statements.relation) }
        return MergeTally(inserted: written)
    }

    private func merge(_ part: Range<Int>) throws -> MergeTally {
        try fillStaging(part)
        var tally = MergeTally()
        let existing = try connection.execute(statements.lockExisting)
        for row in 0..<existing.count {
            let count = existing.int(row, 1) ?? 0
            tally.updated += count
            if let run = existing.id(row, 0) { tally.takenFrom[run] = count }
        }
        if tally.updated > 0 {
            guard try connection.execute(statements.update).affected == tally.updated else { throw CountDiffers() }
        }
        tally.inserted = try connection.execute(statements.insert).affected
        guard tally.written == part.count else { throw CountDiffers() }
        return tally
    }

    private func fillStaging(_ part: Range<Int>) throws {
        try connection.administer(statements.emptyStaging)
        try connection.copyIn(statements.copyStaging, relation: statements.staging) { writer in
            try batch.sendNumbered(part, to: writer)
        }
    }

    /// The batch's rows are few beside the table's: each is looked up by the key's index.
    private func prepareStaging() throws {
        try connection.administer(statements.createStaging)
        try connection.administer("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
    }

    private static func dropped(_ table: String) -> LoaderError {
        LoaderError(
            "database.rows_dropped", .incomplete, "The table \(table) took fewer rows than were sent to it.",
            remedy: "A trigger or rule drops rows without an error: let it raise one, so that they are quarantined.")
    }
}

extension RangeLoader {
    /// The rows of a part that seem to break the constraint that the database named: each is then tried alone, so that
    /// the database still decides. Triggers may mend a row, and columns that the batch does not fill have their say.
    private func suspects(_ error: PostgresError, _ part: Range<Int>) throws -> [Int] {
        guard let condition = try brokenCondition(error) else { return [] }
        try connection.administer("SAVEPOINT audit_part")
        do {
            try fillStaging(part)
            let found = try connection.execute(statements.positions(where: condition))
            try undo()
            return (0..<found.count).compactMap { found.int($0, 0) }
        } catch let error as PostgresError where !error.isTransient {
            try undo()
            return []
        }
    }

    private func brokenCondition(_ error: PostgresError) throws -> String? {
        switch error.sqlstate {
        case SQLState.notNullViolation: return error.column.map { "\(SQLIdentifier.quoted($0)) IS NULL" }
        case SQLState.checkViolation:
            guard let constraint = error.constraint else { return nil }
            let found = try connection.execute(
                """
                SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint
                WHERE conrelid = to_regclass($1) AND conname = $2 AND contype = 'c'
                """, parameters: [PostgresValue(statements.table), PostgresValue(constraint)])
            return found.text(0, 0).map { "NOT (\($0))" }
        default: return nil
        }
    }
}

extension RangeLoader {
    /// Refuses the rows that failed alone with an error that may be the server's, where others prove that it works.
    ///
    /// A row is to blame only if it fails once more after others went in, and one of these goes in again behind it:
    /// an outage that comes and goes blames nobody.
    private func settleDoubts() throws {
        while let doubt = doubts.first {
            guard tally.written > 0, let witness = writtenRow() else { throw doubt.error }
            doubts.removeFirst()
            guard let error = try failure(of: doubt.position) else { continue }
            try confirm(witness, or: error)
            refuse(doubt.position, error)
            // An earlier message of the refused row's key has its turn.
            try loadParts()
        }
    }

    /// A row that went in.
    private func writtenRow() -> Int? {
        let out = Set(doubts.map(\.position))
        let taken = Set(refused.map { [$0.row.source, $0.row.index] })
        return batch.rows.indices.first {
            !out.contains($0) && !taken.contains([batch.rows[$0].source, batch.rows[$0].index])
        }
    }

    /// Writes one row; why it failed, where it did.
    private func failure(of position: Int) throws -> PostgresError? {
        try connection.administer("SAVEPOINT audit_part")
        do {
            let written = try metConflict ? merge(position..<position + 1) : copy(position..<position + 1)
            try connection.administer("RELEASE SAVEPOINT audit_part")
            tally.add(written)
            return nil
        } catch let error as PostgresError where error.concernsRow || error.blame == .unclear {
            try undo()
            return error
        } catch is CountDiffers {
            try undo()
            parts.append(position..<position + 1)
            try loadParts()
            return nil
        }
    }

    /// Sees whether the server still takes a row that it has taken, and leaves everything as it was.
    ///
    /// - Throws: `error` where it does not.
    private func confirm(_ witness: Int, or error: PostgresError) throws {
        try connection.administer("SAVEPOINT audit_part")
        do {
            _ = try metConflict ? merge(witness..<witness + 1) : copy(witness..<witness + 1)
        } catch is CountDiffers {
        } catch let refusal as PostgresError where refusal.blame == .unclear {
            throw error
        } catch let refusal as PostgresError where refusal.concernsRow {
            // The key is there already: an answer of a server that works.
        }
        try undo()
    }

    /// Who waits for another session's lock longer than half of the time that a statement has, waits for that session:
    /// the error is a lock's (55P03), not the row's.
    private func limitLockWaits() throws {
        try connection.administer(
            """
            SELECT set_config('lock_timeout', (setting::bigint / 2)::text, true) FROM pg_settings
            WHERE name = 'statement_timeout' AND setting::bigint > 1 AND current_setting('lock_timeout') = '0'
            """)
    }
}
