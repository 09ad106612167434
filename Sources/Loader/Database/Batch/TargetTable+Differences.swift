extension TargetTable {
    /// How the table in the database differs from the plan, one sentence each; empty where it fits.
    ///
    /// Columns that the plan does not name are fine where they may be NULL, have a default or fill themselves.
    public func differences(_ connection: PostgresConnection) throws -> [String] {
        let table = try connection.execute(
            "SELECT relkind::text FROM pg_class WHERE oid = to_regclass($1)",
            parameters: [PostgresValue(plan.table.quoted)])
        guard let kind = table.text(0, 0) else { return ["there is no such table"] }
        guard kind == "r" || kind == "p" else { return ["it is not a table"] }
        let found = try catalogColumns(connection)
        var differences = plan.columns.compactMap { difference(of: $0, found: found[$0.name]) }
        let planned = Set(plan.columns.map(\.name))
        for column in found.values.sorted(by: { $0.name < $1.name })
        where !planned.contains(column.name) && column.mustBeGiven {
            differences.append("column \(column.name) is NOT NULL without a default, and the contract does not fill it")
        }
        if !plan.key.isEmpty, try keyIndexes(connection).isEmpty {
            let key = plan.key.joined(separator: ", ")
            differences.append("there is no unique index on the key (\(key)) that is complete and not deferrable")
        }
        return try differences + missingPrivileges(connection)
    }

    private struct CatalogColumn {
        var name: String
        var type: String
        var mustBeGiven: Bool
        var isComputed: Bool
    }

    private func difference(of column: Column, found: CatalogColumn?) -> String? {
        guard let found else { return "column \(column.name) (\(column.type.sql)) is missing" }
        if found.isComputed { return "column \(column.name) is always generated, and the contract fills it" }
        guard found.type != column.type.sql else { return nil }
        return "column \(column.name) is \(found.type), and the contract says \(column.type.sql)"
    }

    private func catalogColumns(_ connection: PostgresConnection) throws -> [String: CatalogColumn] {
        let result = try connection.execute(
            """
            SELECT a.attname,
                CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
                     ELSE format_type(a.atttypid, a.atttypmod) END,
                a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
                a.attgenerated <> '' OR a.attidentity = 'a'
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
            """, parameters: [PostgresValue(plan.table.quoted)])
        let columns = (0..<result.count).map { row in
            CatalogColumn(
                name: result.text(row, 0) ?? "", type: result.text(row, 1) ?? "",
                mustBeGiven: result.bool(row, 2) == true, isComputed: result.bool(row, 3) == true)
        }
        return Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The unique indexes on exactly the key's columns, and those of the table's partitions that belong to them.
    func keyIndexes(_ connection: PostgresConnection) throws(PostgresError) -> Set<String> {
        let result = try connection.execute(
            """
            WITH RECURSIVE key_index AS (
                SELECT i.indexrelid FROM pg_index i
                WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indisvalid AND i.indimmediate
                    AND i.indpred IS NULL AND i.indexprs IS NULL
                    AND (SELECT array_agg(a.attname::text ORDER BY a.attname::text COLLATE "C")
                         FROM unnest(i.indkey[0:i.indnkeyatts - 1]) AS k (attnum)
                         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum)
                        = (SELECT array_agg(k ORDER BY k COLLATE "C") FROM unnest($2::text[]) AS u (k))
                UNION
                SELECT h.inhrelid FROM pg_inherits h JOIN key_index ON h.inhparent = key_index.indexrelid)
            SELECT c.relname FROM key_index JOIN pg_class c ON c.oid = key_index.indexrelid
            """, parameters: [PostgresValue(plan.table.quoted), PostgresValue(textArray: plan.key)])
        return Set((0..<result.count).compactMap { result.text($0, 0) })
    }

    private func missingPrivileges(_ connection: PostgresConnection) throws -> [String] {
        let needed = ["INSERT", "SELECT"] + (plan.key.isEmpty ? [] : ["UPDATE"])
        return try needed.compactMap { privilege in
            let result = try connection.execute(
                "SELECT has_table_privilege(to_regclass($1), $2), current_user",
                parameters: [PostgresValue(plan.table.quoted), PostgresValue(privilege)])
            let user = result.text(0, 1) ?? "the user"
            return result.bool(0, 0) == true ? nil : "\(user) has no \(privilege) privilege on it"
        }
    }
}
