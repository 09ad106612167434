/// Marks quarantine entries as redriven whose messages load now: the contract was mended, or the database.
struct EntryResolver {
    let connection: PostgresConnection
    let contract: String
    let runID: MessageID

    /// Resolves the open entries of the batch's messages.
    ///
    /// One look into an index tells whether there can be any; only then are the ids sent.
    ///
    /// - Parameter includingOwn: whether entries of this very run may be among them.
    func resolve(_ batch: RowBatch, except refused: Set<MessageID>, includingOwn: Bool) throws {
        guard try mayHaveEntries(batch, includingOwn: includingOwn) else { return }
        let ids = (batch.rows + batch.earlier.values.flatMap(\.self)).map(\.id).filter { !refused.contains($0) }
        try connection.execute(
            """
            UPDATE audit.quarantine SET status = 'redriven', resolved_at = now(), resolved_run_id = $2
            WHERE contract = $1 AND status = 'open' AND message_id = ANY ($3::uuid[])
            """, parameters: [PostgresValue(contract), PostgresValue(runID), PostgresValue(ids: ids)])
    }

    private func mayHaveEntries(_ batch: RowBatch, includingOwn: Bool) throws -> Bool {
        var (first, last) = (batch.rows[0].id, batch.rows[0].id)
        for row in batch.rows {
            if row.id < first { first = row.id }
            if last < row.id { last = row.id }
        }
        for row in batch.earlier.values.flatMap(\.self) {
            if row.id < first { first = row.id }
            if last < row.id { last = row.id }
        }
        let own = includingOwn ? "" : "AND run_id <> $4"
        let found = try connection.execute(
            """
            SELECT 1 FROM audit.quarantine
            WHERE contract = $1 AND status = 'open' AND message_id BETWEEN $2 AND $3 \(own)
            ORDER BY message_id LIMIT 1
            """,
            parameters: [PostgresValue(contract), PostgresValue(first), PostgresValue(last)]
                + (includingOwn ? [] : [PostgresValue(runID)]))
        return found.count > 0
    }
}
