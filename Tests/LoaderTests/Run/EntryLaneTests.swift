import Foundation
import Reporting
import TestSupport
import Testing

@testable import Loader

/// Bulk loads of files: entries go into the quarantine by a connection of their own, beside the rows.
@Suite("Entries of a bulk load")
struct EntryLaneTests {
    /// Every tenth message is broken.
    private static func file(_ count: Int, in directory: TemporaryDirectory) throws -> String {
        let lines = (0..<count).map { number in
            number % 10 == 9
                ? #"{"user_id": \#(number)}"#
                : QueueLoad.body("m\(number)").split(separator: "\n").joined(separator: " ")
        }
        let path = directory.path + "/logins.ndjson"
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    private struct Load {
        let address: String
        let database: PostgresConnection

        init() throws {
            address = try TestCluster.database()
            database = try PostgresConnection(address)
            try Migrator(database).migrate()
            try TargetTable(try #require(try QueueLoad.contract().load)).ensure(database)
        }

        func perform(_ path: String, keyring: Keyring = .ephemeral()) throws -> AuditReport {
            var request = RunRequest(.load, contract: try QueueLoad.contract())
            request.batchRows = 100
            request.retrySeconds = 1
            let source = try FileSource([path])
            return try AuditRun(request, source: source, keyring: keyring) { [address] in
                try PostgresConnection(address)
            }.perform()
        }

        func int(_ sql: String) throws -> Int { try database.execute(sql).int(0, 0) ?? -1 }
    }

    @Test("are all there, counted and proven, in batches of their own")
    func whole() throws {
        let directory = try TemporaryDirectory()
        let load = try Load()
        let report = try load.perform(try Self.file(6_000, in: directory))
        #expect(report.reconciled == true && report.problems.isEmpty)
        #expect(report.counts.loaded == 5_400 && report.counts.quarantined == 600 && report.counts.released == 0)
        #expect(try load.int("SELECT count(*) FROM user_logins") == 5_400)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine WHERE status = 'open'") == 600)
        #expect(try load.int("SELECT last_entry_batch FROM audit.run") > 0)
        #expect(
            try load.int("SELECT count(*) FROM audit.run WHERE read = 6000 AND quarantined = 600 AND valid = 5400") == 1
        )
    }

    @Test("replace themselves when the file is loaded again")
    func again() throws {
        let directory = try TemporaryDirectory()
        let load = try Load()
        let path = try Self.file(3_000, in: directory)
        let keyring = Keyring.ephemeral()
        _ = try load.perform(path, keyring: keyring)
        let second = try load.perform(path, keyring: keyring)
        #expect(second.reconciled == true)
        #expect(second.counts.loaded == 0 && second.counts.replaced == 2_700 && second.counts.quarantined == 300)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == 300)
        #expect(try load.int("SELECT sum(quarantine_held)::int FROM audit.run") == 300)
    }

    @Test("that the database refuses leave the run incomplete, and every message accounted for")
    func refused() throws {
        let directory = try TemporaryDirectory()
        let load = try Load()
        try load.database.administer("ALTER TABLE audit.quarantine ADD CHECK (position < 20000)")
        let report = try load.perform(try Self.file(6_000, in: directory))
        #expect(report.run.status == .incomplete)
        #expect(report.problems.map(\.code) == ["quarantine.refused"])
        let counts = report.counts
        #expect(counts.read == (counts.loaded ?? 0) + (counts.quarantined ?? 0) + (counts.released ?? 0))
        #expect((counts.released ?? 0) > 0)
        #expect(try load.int("SELECT count(*) FROM user_logins") == counts.loaded)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == counts.quarantined)
    }

    @Test("go by the only connection where no second one is to be had")
    func oneConnection() throws {
        let directory = try TemporaryDirectory()
        let load = try Load()
        try load.database.administer(
            """
            DO $$ BEGIN
                EXECUTE format('CREATE ROLE one_%s LOGIN CONNECTION LIMIT 1', current_database());
                EXECUTE format('GRANT ALL ON SCHEMA audit, public TO one_%s', current_database());
                EXECUTE format('GRANT ALL ON ALL TABLES IN SCHEMA audit, public TO one_%s', current_database());
            END $$
            """)
        let name = try #require(try load.database.execute("SELECT current_database()").text(0, 0))
        let address = load.address.replacingOccurrences(of: "user=audit", with: "user=one_\(name)")
        var request = RunRequest(.load, contract: try QueueLoad.contract())
        request.batchRows = 100
        let source = try FileSource([try Self.file(2_000, in: directory)])
        let report = try AuditRun(request, source: source, keyring: .ephemeral()) {
            try PostgresConnection(address)
        }.perform()
        #expect(report.reconciled == true && report.counts.loaded == 1_800 && report.counts.quarantined == 200)
        #expect(try load.int("SELECT last_entry_batch FROM audit.run") == 0)
        #expect(try load.int("SELECT last_batch FROM audit.run") > 0)
    }
}
