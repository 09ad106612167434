/// `audit.ledger`: which messages of a contract were loaded, where the rows themselves cannot tell.
struct Ledger {
    let connection: PostgresConnection
    let contract: String
    let runID: MessageID

    /// Notes all messages, refused with 23505 where one is known; returns how many.
    func copy(_ batch: RowBatch) throws -> Int {
        let name = Array(contract.utf8)
        return try connection.copyIn(
            "COPY audit.ledger (contract, message_id, run_id) FROM STDIN (FORMAT binary)", relation: "ledger"
        ) { writer in
            var tuples = TupleEncoder()
            for id in ids(of: batch) {
                tuples.begin(fields: 3)
                tuples.append(name)
                tuples.append(id)
                tuples.append(runID)
            }
            try writer.write(tuples.bytes)
        }
    }

    /// Notes the messages that are not known; returns them.
    func insert(_ batch: RowBatch) throws -> Set<MessageID> {
        let result = try connection.execute(
            """
            INSERT INTO audit.ledger (contract, message_id, run_id)
            SELECT $1, id, $2::uuid FROM unnest($3::uuid[]) AS u (id) ORDER BY id
            ON CONFLICT (contract, message_id) DO NOTHING RETURNING message_id
            """, parameters: [PostgresValue(contract), PostgresValue(runID), PostgresValue(ids: ids(of: batch))])
        return Set((0..<result.count).compactMap { result.id($0, 0) })
    }

    /// Forgets messages whose rows were refused, unless a copy of one was loaded; returns how many.
    func remove(_ refused: [RowBatch.Row], loaded: RowBatch) throws -> Int {
        guard !refused.isEmpty else { return 0 }
        let places = Set(refused.map { [$0.source, $0.index] })
        let loadedIDs = Set(loaded.rows.filter { !places.contains([$0.source, $0.index]) }.map(\.id))
        let ids = Set(refused.map(\.id)).subtracting(loadedIDs).sorted()
        return try connection.execute(
            "DELETE FROM audit.ledger WHERE contract = $1 AND run_id = $2 AND message_id = ANY ($3::uuid[])",
            parameters: [PostgresValue(contract), PostgresValue(runID), PostgresValue(ids: ids)]
        ).affected
    }

    /// The ids in order; those of earlier rows of a key too.
    private func ids(of batch: RowBatch) -> [MessageID] {
        let earlier = batch.earlier.values.flatMap { $0.map(\.id) }
        let all = batch.rows.map(\.id) + earlier
        let sorted = all.sorted()
        return sorted.enumerated().filter { $0.offset == 0 || sorted[$0.offset - 1] != $0.element }.map(\.element)
    }
}
