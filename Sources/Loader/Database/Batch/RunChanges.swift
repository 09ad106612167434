/// What one batch changes in `audit.run`: the counters of its own run, and what other runs hold no more.
struct RunChanges {
    var valid = 0
    var invalid = 0
    var errorCount = 0
    var outcome = BatchOutcome()
    /// Rows that this run holds now, less those that it held before.
    var rowsHeld = 0
    /// Entries of the quarantine that this run holds now, less those that it held before.
    var quarantineHeld = 0
    /// Entries of refused rows.
    var entries: [QuarantineEntry] = []
    private var others: [MessageID: (rows: Int, quarantine: Int)] = [:]

    /// Takes over what rows or entries were written: this run holds them, their former runs no longer do.
    mutating func take(_ tally: MergeTally, from counter: WritableKeyPath<RunChanges, Int>, run: MessageID) {
        self[keyPath: counter] += tally.written
        for (former, count) in tally.takenFrom {
            if former == run {
                self[keyPath: counter] -= count
            } else if counter == \RunChanges.rowsHeld {
                others[former, default: (0, 0)].rows += count
            } else {
                others[former, default: (0, 0)].quarantine += count
            }
        }
    }

    /// Writes the changes; false where the run has a batch of this number already.
    func apply(_ connection: PostgresConnection, run: MessageID, batch: Int, lane: BatchLane) throws -> Bool {
        if !others.isEmpty {
            try connection.execute(
                "SELECT 1 FROM audit.run WHERE run_id = ANY ($1::uuid[]) ORDER BY run_id FOR UPDATE",
                parameters: [PostgresValue(ids: others.keys + [run])])
        }
        guard try applyOwn(connection, run: run, batch: batch, lane) else { return false }
        for (other, held) in others {
            try connection.execute(
                """
                UPDATE audit.run SET rows_held = rows_held - $2, quarantine_held = quarantine_held - $3
                WHERE run_id = $1
                """,
                parameters: [PostgresValue(other), PostgresValue(held.rows), PostgresValue(held.quarantine)])
        }
        return true
    }

    private func applyOwn(
        _ connection: PostgresConnection, run: MessageID, batch: Int, _ lane: BatchLane
    ) throws -> Bool {
        let numbers = [
            batch, valid + invalid, valid, invalid, outcome.loaded, outcome.replaced, outcome.quarantined, errorCount,
            rowsHeld, quarantineHeld,
        ]
        return try connection.execute(
            """
            UPDATE audit.run SET \(lane.rawValue) = $2, read = read + $3, valid = valid + $4, invalid = invalid + $5,
                loaded = loaded + $6, replaced = replaced + $7, quarantined = quarantined + $8,
                error_count = error_count + $9, rows_held = rows_held + $10, quarantine_held = quarantine_held + $11
            WHERE run_id = $1 AND \(lane.rawValue) < $2
            """, parameters: [PostgresValue(run)] + numbers.map { PostgresValue($0) }
        ).affected == 1
    }
}
