/// The table that a contract loads into: made where it is missing, compared where it is there.
public struct TargetTable {
    /// The contract's plan.
    public let plan: LoadPlan

    /// The table of this plan.
    public init(_ plan: LoadPlan) { self.plan = plan }

    /// The statement that makes the table. Only key columns are NOT NULL.
    public var createTableSQL: String {
        var lines = plan.columns.map { column in
            let constraint = plan.key.contains(column.name) ? " NOT NULL" : ""
            return "    \(SQLIdentifier.quoted(column.name)) \(column.type.sql)\(constraint)"
        }
        if !plan.key.isEmpty { lines.append("    PRIMARY KEY (\(SQLIdentifier.list(plan.key)))") }
        return "CREATE TABLE \(plan.table.quoted) (\n\(lines.joined(separator: ",\n"))\n)"
    }

    /// Makes the table, and its schema, where it is missing; compares it with the plan where it is there.
    ///
    /// - Throws: ``LoaderError`` `table.mismatch` with every difference, `database.permission`.
    public func ensure(_ connection: PostgresConnection) throws {
        do {
            if try !examine(connection) { try connection.transaction { try create(connection) } }
        } catch let error as PostgresError {
            throw error.loaderError
        }
    }

    /// Compares the table with the plan where it is there, and changes nothing.
    ///
    /// - Returns: whether it is there.
    /// - Throws: ``LoaderError`` `table.mismatch` with every difference.
    public func examine(_ connection: PostgresConnection) throws -> Bool {
        do {
            guard try exists(connection) else { return false }
            try compare(connection)
            return true
        } catch let error as PostgresError {
            throw error.loaderError
        }
    }

    private func exists(_ connection: PostgresConnection) throws(PostgresError) -> Bool {
        // A session that has not found a table remembers that; reading a table of the catalog has it look again.
        try connection.execute(
            "SELECT to_regclass($1) IS NOT NULL FROM pg_class LIMIT 1", parameters: [PostgresValue(plan.table.quoted)]
        ).bool(0, 0) == true
    }

    private func create(_ connection: PostgresConnection) throws {
        // Two programs may find the table missing at once.
        try connection.execute("SELECT pg_advisory_xact_lock(\(Migrator.advisoryLock))")
        guard try !examine(connection) else { return }
        if let schema = plan.table.schema {
            let found = try connection.execute(
                "SELECT 1 FROM pg_namespace WHERE nspname = $1", parameters: [PostgresValue(schema)])
            if found.count == 0 { try connection.administer("CREATE SCHEMA \(SQLIdentifier.quoted(schema))") }
        }
        try connection.administer(createTableSQL)
    }

    private func compare(_ connection: PostgresConnection) throws {
        let differences = try self.differences(connection)
        guard !differences.isEmpty else { return }
        let list = differences.map { "\n  - \($0)" }.joined()
        throw LoaderError(
            "table.mismatch", .configuration,
            "The table \(plan.table) in \(connection.displayName) differs from the contract:\(list)\n",
            remedy: "Alter the table, or correct the contract's load part.")
    }
}
