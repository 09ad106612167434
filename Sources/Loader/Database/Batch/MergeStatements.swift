/// The statements that write rows into a table with a key: straight, or by way of a temporary table.
struct MergeStatements {
    /// The table's name with its schema, quoted.
    let table: String
    /// The table's bare name.
    let relation: String
    /// COPY straight into the table: the fast path, which a key that is there already refuses.
    let copy: String
    /// Makes the session's temporary table; its first column is the row's position.
    let createStaging: String
    /// Empties it.
    let emptyStaging: String
    /// The temporary table's name.
    let staging: String
    /// COPY into the temporary table.
    let copyStaging: String
    /// Locks the rows that are there already, in the batch's order; returns how many each run holds.
    let lockExisting: String
    /// Replaces them.
    let update: String
    /// Adds the others.
    let insert: String

    /// Statements for these columns.
    ///
    /// - Parameters:
    ///   - runColumn: the column that holds a row's run; nil where there is none.
    ///   - assignments: what an update sets; `t` is the table, `s` the new row.
    init(table: TableName, columns: [String], key: [String], runColumn: String?, assignments: [String]) {
        let names = SQLIdentifier.list(columns)
        self.table = table.quoted
        relation = table.table
        staging = "audit_staging_\(table.schema ?? "")_\(table.table)".prefix60
        let stage = "pg_temp.\(SQLIdentifier.quoted(staging))"
        copy = "COPY \(table.quoted) (\(names)) FROM STDIN (FORMAT binary)"
        createStaging = """
            CREATE TEMPORARY TABLE IF NOT EXISTS \(SQLIdentifier.quoted(staging)) ON COMMIT DELETE ROWS AS
            SELECT 0::integer AS "audit position", \(names) FROM \(table.quoted) WITH NO DATA
            """
        emptyStaging = "TRUNCATE \(stage)"
        copyStaging = "COPY \(stage) (\"audit position\", \(names)) FROM STDIN (FORMAT binary)"
        let sameKey = key.map { "t.\(SQLIdentifier.quoted($0)) = s.\(SQLIdentifier.quoted($0))" }
            .joined(separator: " AND ")
        let run = runColumn.map { "t.\(SQLIdentifier.quoted($0))" } ?? "NULL::uuid"
        lockExisting = """
            SELECT run, count(*) FROM (
                SELECT \(run) AS run FROM \(stage) s JOIN \(table.quoted) t ON \(sameKey)
                ORDER BY s."audit position" FOR UPDATE OF t) AS existing
            GROUP BY run
            """
        update = "UPDATE \(table.quoted) t SET \(assignments.joined(separator: ", ")) FROM \(stage) s WHERE \(sameKey)"
        let staged = columns.map { "s.\(SQLIdentifier.quoted($0))" }.joined(separator: ", ")
        insert = """
            INSERT INTO \(table.quoted) (\(names)) SELECT \(staged) FROM \(stage) s ORDER BY s."audit position"
            ON CONFLICT (\(SQLIdentifier.list(key))) DO NOTHING
            """
    }
}

extension MergeStatements {
    /// Returns the positions of the rows in the temporary table for which a condition is true, in order.
    func positions(where condition: String) -> String {
        """
        SELECT "audit position" FROM pg_temp.\(SQLIdentifier.quoted(staging)) WHERE \(condition)
        ORDER BY "audit position"
        """
    }
}

extension String {
    /// At most 60 bytes: PostgreSQL cuts longer names off.
    fileprivate var prefix60: String {
        var text = self
        while text.utf8.count > 60 { text.removeLast() }
        return text
    }
}

extension MergeStatements {
    /// The statements of a contract's table.
    init(_ plan: LoadPlan) {
        let columns = plan.columns.map(\.name)
        let others = columns.filter { !plan.key.contains($0) }
        self.init(
            table: plan.table, columns: columns, key: plan.key,
            runColumn: plan.columns.first { $0.source == .runID }?.name,
            assignments: (others.isEmpty ? columns : others).map {
                "\(SQLIdentifier.quoted($0)) = s.\(SQLIdentifier.quoted($0))"
            })
    }

    /// The statements of the quarantine: a message that comes again is one entry still, and open again.
    static let quarantine = MergeStatements(
        table: TableName(schema: "audit", table: "quarantine"), columns: quarantineColumns,
        key: ["contract", "message_id"], runColumn: "run_id",
        assignments: [
            "run_id", "contract_version", "source", "position", "errors", "payload_masked", "fingerprint", "sealed",
            "key_id",
        ].map { "\($0) = s.\($0)" } + [
            "receive_count = COALESCE(s.receive_count, t.receive_count)", "received_at = now()", "status = 'open'",
            "resolved_at = NULL", "resolved_run_id = NULL",
        ])

    private static let quarantineColumns = [
        "message_id", "run_id", "contract", "contract_version", "source", "position", "receive_count", "errors",
        "payload_masked", "fingerprint", "sealed", "key_id",
    ]
}
