import Testing

@testable import Loader

@Suite("The schema audit")
struct MigratorTests {
    @Test("is made once, and needs no rights afterwards")
    func once() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        #expect(try Migrator(connection).version() == 0)
        #expect(try Migrator(connection).migrate().map(\.version) == Migration.all.map(\.version))
        #expect(try Migrator(connection).migrate().isEmpty)
        let role = "reader_\(connection.displayName.filter(\.isNumber))"
        try connection.administer(
            "CREATE ROLE \(role) LOGIN; GRANT USAGE ON SCHEMA audit TO \(role); GRANT SELECT ON ALL TABLES IN SCHEMA audit TO \(role)"
        )
        let reader = try PostgresConnection(string.replacingLast("user=audit", with: "user=\(role)"))
        #expect(try Migrator(reader).migrate().isEmpty)
    }

    @Test("has the columns that the design promises")
    func columns() throws {
        let connection = try TestCluster.migrated()
        let result = try connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'audit.quarantine'::regclass AND attnum > 0 ORDER BY attnum"
        )
        #expect(
            (0..<result.count).compactMap { result.text($0, 0) } == [
                "quarantine_id", "message_id", "run_id", "contract", "contract_version", "source", "position",
                "received_at", "receive_count", "errors", "payload_masked", "fingerprint", "sealed", "key_id", "status",
                "resolved_at", "resolved_run_id", "note",
            ])
    }

    @Test("is made once by many at a time")
    func concurrent() async throws {
        let string = try TestCluster.database()
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try Migrator(PostgresConnection(string)).migrate().count } }
            return try await group.reduce(0, +)
        }
        #expect(applied == Migration.all.count)
    }

    @Test("of a newer program is left alone")
    func newer() throws {
        let connection = try TestCluster.migrated()
        try connection.execute("INSERT INTO audit.migration (version, name) VALUES (999, 'tomorrow')")
        let error = #expect(throws: LoaderError.self) { try Migrator(connection).migrate() }
        #expect(error?.code == "database.newer" && error?.kind == .configuration)
    }

    @Test("stays as it was when a step fails")
    func failingStep() throws {
        let connection = try TestCluster.migrated()
        let steps =
            Migration.all + [
                Migration(version: 2, name: "good", sql: "CREATE TABLE audit.extra (a int)"),
                Migration(version: 3, name: "bad", sql: "CREATE TABLE audit.extra (a int)"),
            ]
        let error = #expect(throws: LoaderError.self) { try Migrator(connection, migrations: steps).migrate() }
        #expect(error?.message.contains("42P07") == true)
        #expect(try Migrator(connection).version() == 1)
        #expect(try connection.execute("SELECT to_regclass('audit.extra')").text(0, 0) == nil)
    }
}
