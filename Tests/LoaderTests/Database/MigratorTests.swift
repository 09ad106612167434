import Testing

@testable import Loader

@Suite("The schema audit")
struct MigratorTests {
    /// The step that this program ends with.
    private static let newest = Migration.all.count

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
                Migration(version: Self.newest + 1, name: "good", sql: "CREATE TABLE audit.extra (a int)"),
                Migration(version: Self.newest + 2, name: "bad", sql: "CREATE TABLE audit.extra (a int)"),
            ]
        let error = #expect(throws: LoaderError.self) { try Migrator(connection, migrations: steps).migrate() }
        #expect(error?.message.contains("42P07") == true)
        #expect(try Migrator(connection).version() == Self.newest)
        #expect(try connection.execute("SELECT to_regclass('audit.extra')").text(0, 0) == nil)
    }

    @Test("is brought up to date step by step, and each step is noted once")
    func steps() throws {
        let connection = try TestCluster.migrated()
        let second = Migration(version: Self.newest + 1, name: "second", sql: "CREATE TABLE audit.second (a int)")
        let third = Migration(version: Self.newest + 2, name: "third", sql: "ALTER TABLE audit.second ADD b int")
        #expect(
            try Migrator(connection, migrations: Migration.all + [second]).migrate().map(\.version)
                == [Self.newest + 1])
        let all = Migration.all + [second, third]
        #expect(try Migrator(connection, migrations: all).migrate().map(\.name) == ["third"])
        #expect(try Migrator(connection, migrations: all).migrate().isEmpty)
        #expect(try Migrator(connection).version() == Self.newest + 2)
        let noted = try connection.execute("SELECT version, name, applied_at <= now() FROM audit.migration ORDER BY 1")
        #expect((0..<noted.count).map { noted.int($0, 0) } == Array(1...Self.newest + 2))
        #expect((0..<noted.count).allSatisfy { noted.bool($0, 2) == true })
        // The older program now meets a newer schema, and changes nothing.
        let error = #expect(throws: LoaderError.self) { try Migrator(connection).migrate() }
        #expect(
            error?.message
                == "The schema audit of \(connection.displayName) has version \(Self.newest + 2); this program knows \(Self.newest)."
        )
        #expect(error?.remedy == "Use the newer program that upgraded it.")
    }

    @Test("keeps what is in it over an upgrade")
    func data() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try Migrator(connection, migrations: [Migration.all[0]]).migrate()
        let load = try TestLoad(connection)
        try load.write([TestRow(1)], invalid: [.test(2)])
        let step = Migration(
            version: Self.newest + 1, name: "wider", sql: "ALTER TABLE audit.quarantine ADD extra text")
        #expect(
            try Migrator(load.connection, migrations: Migration.all + [step]).migrate().map(\.version)
                == Array(2...Self.newest + 1))
        #expect(try QuarantineStore(load.connection).list().map(\.messageID) == [.test(2)])
        #expect(try load.write([TestRow(3)], invalid: [.test(2), .test(4)]).quarantined == 2)
        #expect(try load.writer.verify().agrees)
    }

    @Test("may have been made, empty, by whoever owns the database, for a role that may make no schemas")
    func prepared() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        let role = "maker_\(connection.displayName.filter(\.isNumber))"
        try connection.administer("CREATE ROLE \(role) LOGIN; CREATE SCHEMA audit AUTHORIZATION \(role)")
        let maker = try PostgresConnection(string.replacingLast("user=audit", with: "user=\(role)"))
        #expect(try Migrator(maker).migrate().count == Migration.all.count)
    }

    @Test("cannot be made without the right, and the error says which remedy there is")
    func permission() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        let role = "nobody_\(connection.displayName.filter(\.isNumber))"
        try connection.administer("CREATE ROLE \(role) LOGIN")
        let nobody = try PostgresConnection(string.replacingLast("user=audit", with: "user=\(role)"))
        let error = #expect(throws: LoaderError.self) { try Migrator(nobody).migrate() }
        #expect(error?.code == "database.permission" && error?.kind == .configuration)
        #expect(try Migrator(connection).version() == 0)
        #expect(try connection.execute("SELECT to_regnamespace('audit')").text(0, 0) == nil)
    }

    @Test("has steps with rising numbers, each with a name of its own")
    func numbering() {
        #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
        #expect(Set(Migration.all.map(\.name)).count == Migration.all.count)
    }
}
