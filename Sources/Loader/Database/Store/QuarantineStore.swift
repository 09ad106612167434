/// Reads `audit.quarantine`.
public struct QuarantineStore {
    private let connection: PostgresConnection

    /// The quarantine of this database, whose schema `audit` is up to date.
    public init(_ connection: PostgresConnection) { self.connection = connection }

    /// The entries that the filter means, newest first.
    public func list(_ filter: QuarantineFilter = QuarantineFilter()) throws -> [QuarantineRecord] {
        let result = try rows(
            """
            SELECT \(QuarantineRecord.columns) FROM audit.quarantine WHERE \(QuarantineFilter.condition)
            ORDER BY received_at DESC, quarantine_id DESC LIMIT $4
            """, filter.parameters)
        return (0..<result.count).compactMap { QuarantineRecord(result, row: $0) }
    }

    /// The reasons of the entries that the filter means, with most messages first.
    public func groups(_ filter: QuarantineFilter = QuarantineFilter()) throws -> [QuarantineGroup] {
        let result = try rows(
            """
            SELECT contract, COALESCE(e ->> 'keyword', ''),
                regexp_replace(COALESCE(e ->> 'pointer', ''), '/[0-9]+(?=/|$)', '/*', 'g'),
                count(DISTINCT quarantine_id), count(*), max(quarantine_id)
            FROM audit.quarantine CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(errors) WHEN 'array' THEN errors ELSE '[]' END) AS e
            WHERE \(QuarantineFilter.condition)
            GROUP BY 1, 2, 3 ORDER BY 4 DESC, 5 DESC, 1, 2, 3 LIMIT $4
            """, filter.parameters)
        return (0..<result.count).map { row in
            QuarantineGroup(
                contract: result.text(row, 0) ?? "", keyword: result.text(row, 1) ?? "",
                pointer: result.text(row, 2) ?? "", messages: result.int(row, 3) ?? 0,
                errors: result.int(row, 4) ?? 0, newest: result.int(row, 5) ?? 0)
        }
    }

    /// One entry; nil where there is none of this number.
    public func show(_ id: Int) throws -> QuarantineRecord? {
        let result = try rows(
            "SELECT \(QuarantineRecord.columns) FROM audit.quarantine WHERE quarantine_id = $1", [PostgresValue(id)])
        return QuarantineRecord(result, row: 0)
    }

    /// The entries of one message, of whatever contract, newest first.
    public func show(message id: MessageID) throws -> [QuarantineRecord] {
        let result = try rows(
            """
            SELECT \(QuarantineRecord.columns) FROM audit.quarantine WHERE message_id = $1
            ORDER BY received_at DESC, quarantine_id DESC
            """, [PostgresValue(id)])
        return (0..<result.count).compactMap { QuarantineRecord(result, row: $0) }
    }

    private func rows(_ sql: String, _ parameters: [PostgresValue?]) throws(LoaderError) -> PostgresResult {
        do { return try connection.execute(sql, parameters: parameters) } catch { throw error.loaderError }
    }
}
