import Foundation
import Reporting
import TestSupport
import Testing
import Validator

/// `audit load` of files into a database that a connection string names.
@Suite struct LoadTests {
    static func load(_ work: Workspace, _ database: TestDatabase, _ arguments: String...) throws -> AuditResult {
        try AuditProcess(
            ["load", "--schema", Repository.contract, "--database", database.address, "--quiet"] + arguments,
            in: work.path
        ).wait()
    }

    @Test("The sample is loaded, masked and quarantined exactly; the second run replaces every row")
    func sample() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        let first = try Self.load(work, database, Repository.sample)
        #expect(first.code == 1, "\(first)")
        #expect(
            first.lastLine
                == "100 read: 92 loaded, 0 replaced, 8 quarantined, 0 released in N s. FAILED: 11 of 36 checks")
        try checkTables(database, work.report(), loaded: 92, replaced: 0)
        let ids = try database.texts("SELECT message_id FROM user_logins ORDER BY 1")

        let second = try Self.load(work, database, Repository.sample)
        #expect(
            second.lastLine
                == "100 read: 0 loaded, 92 replaced, 8 quarantined, 0 released in N s. FAILED: 11 of 36 checks")
        try checkTables(database, work.report(), loaded: 0, replaced: 92)
        #expect(try database.texts("SELECT message_id FROM user_logins ORDER BY 1") == ids)
        #expect(try database.rows(of: "audit.run", where: "status = 'failed' AND report IS NOT NULL") == 2)
        // Each report names the one before it.
        #expect(
            try database.rows(of: "audit.run a JOIN audit.run b ON a.digest = b.previous_digest") == 1)
    }

    private func checkTables(_ database: TestDatabase, _ report: AuditReport, loaded: Int, replaced: Int) throws {
        #expect(report.reconciled == true)
        #expect(
            report.counts
                == AuditReport.Counts(
                    read: 100, valid: 92, invalid: 8, loaded: loaded, replaced: replaced, quarantined: 8, released: 0,
                    errorCount: 11))
        #expect(try database.rows(of: "user_logins") == 92)
        #expect(try database.rows(of: "user_logins", where: "run_id = '\(report.run.id)'") == 92)
        #expect(try database.rows(of: "audit.quarantine") == 8)
        #expect(
            try database.rows(of: "audit.quarantine", where: "run_id = '\(report.run.id)' AND status = 'open'") == 8)
        #expect(
            try database.texts(
                "SELECT concat_ws(' ', read, valid, invalid, loaded, replaced, quarantined, released, error_count)"
                    + " FROM audit.run WHERE run_id = '\(report.run.id)'") == ["100 92 8 \(loaded) \(replaced) 8 0 11"])
        #expect(report.run.database?.contains("postgresql://audit@/e2e_") == true)
    }

    @Test("Rows are what the messages said; the masked columns hold tokens, equal for equal values")
    func rows() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        _ = try Self.load(work, database, Repository.sample)
        let first = try database.texts(
            """
            SELECT concat_ws(' ', user_id, device_type, locale, app_version, create_date = (now() AT TIME ZONE 'UTC')::date)
            FROM user_logins WHERE user_id = '424cdd21-063a-43a7-b91b-7ca1a833afae'
            """)
        #expect(first == ["424cdd21-063a-43a7-b91b-7ca1a833afae android RU 2.3.0 t"])
        let token = "^hmac\\.[a-z0-9]+\\.[A-Za-z0-9_-]{22,43}$"
        #expect(
            try database.rows(of: "user_logins", where: "masked_ip ~ '\(token)' AND masked_device_id ~ '\(token)'")
                == 92)
        // Counted in the sample itself: the 92 valid lines.
        let valid = try validSample()
        for (column, member) in [("masked_ip", "ip"), ("masked_device_id", "device_id"), ("user_id", "user_id")] {
            let distinct = Set(valid.compactMap { $0[member]?.string }).count
            #expect(try database.count("SELECT count(DISTINCT \(column)) FROM user_logins") == distinct)
        }
        let nulls = valid.count { $0["locale"]?.string == nil }
        #expect(try database.rows(of: "user_logins", where: "locale IS NULL") == nulls)
        for value in valid.flatMap({ [$0["ip"]?.string, $0["device_id"]?.string] }).compactMap(\.self) {
            #expect(try database.rows(of: "user_logins", where: "user_logins::text LIKE '%\(value)%'") == 0)
        }
    }

    private func validSample() throws -> [JSONValue] {
        let invalid: Set<Int> = [13, 24, 37, 51, 61, 67, 79, 89]
        let lines = try String(contentsOfFile: Repository.sample, encoding: .utf8).split(separator: "\n")
        return try lines.enumerated().filter { !invalid.contains($0.offset + 1) }.map {
            try JSONValue.parse(String($0.element))
        }
    }

    @Test("A quarantine entry keeps every reason, its place, and the masked shape; the message itself only sealed")
    func quarantine() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        _ = try Self.load(work, database, Repository.sample)
        let keywords = try database.texts(
            """
            SELECT string_agg(e->>'keyword' || ' ' || (e->>'line'), ', ' ORDER BY e->>'keyword', e->>'line')
            FROM audit.quarantine, jsonb_array_elements(errors) e GROUP BY quarantine_id ORDER BY position
            """)
        #expect(
            keywords == [
                "additionalProperties 13, required 13", "format 24", "required 37", "format 51, required 51, type 51",
                "json.unexpectedEnd 61", "type 67", "additionalProperties 79", "format 89",
            ])
        #expect(
            try database.rows(of: "audit.quarantine", where: "sealed IS NOT NULL AND octet_length(sealed) > 80") == 8)
        #expect(
            try database.rows(of: "audit.quarantine", where: "source LIKE '%user_logins.ndjson' AND position > 0") == 8)
        // Where the contract lies is nobody's business, and said by its name and version.
        #expect(try database.rows(of: "audit.quarantine", where: "errors::text LIKE '%/schemas/%'") == 0)
        let shown = try database.texts(
            "SELECT payload_masked::text FROM audit.quarantine WHERE errors @> '[{\"keyword\": \"format\"}]'")
        for text in shown.compactMap(\.self) {
            for value in ["256.14.3.999", "512-83-4287", "10.20.30", "970-34-6148", "user-4711", "265-72-3293"] {
                #expect(!text.contains(value))
            }
        }
    }

    @Test("--profile tells what each stage took, and every message of the writer's stages")
    func profile() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        let result = try Self.load(work, database, "--profile", Repository.sample)
        #expect(result.code == 1, "\(result)")
        let stages = try work.report().timing.stages
        let rows = Dictionary(uniqueKeysWithValues: stages.map { ($0.name, $0.rows) })
        for (name, count) in [
            ("read", 100), ("sort", 92), ("copy rows", 92), ("copy entries", 8), ("count", 100), ("commit", 100),
            ("verify", 100),
        ] { #expect(rows[name] == count, "\(name)") }
        #expect(Set(["identify", "parse", "validate", "encode"]).isSubset(of: Set(rows.keys)))
        #expect(stages.allSatisfy { $0.seconds > 0 })
        _ = try Self.load(work, database, Repository.sample)
        #expect(try work.report().timing.stages.map(\.name) == ["read and judge", "write and commit"])
    }

    @Test("A table without a key takes the sample once: the ledger knows what was loaded")
    func reference() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        let arguments = [
            "load", "--schema", Repository.referenceContract, "--database", database.address, "--quiet",
            Repository.sample,
        ]
        let first = try AuditProcess(arguments, in: work.path).wait()
        #expect(first.lastLine.hasPrefix("100 read: 92 loaded, 0 replaced, 8 quarantined, 0 released"), "\(first)")
        #expect(
            try database.texts(
                "SELECT column_name || ' ' || data_type FROM information_schema.columns"
                    + " WHERE table_name = 'user_logins' ORDER BY ordinal_position") == [
                    "user_id character varying", "device_type character varying", "masked_ip character varying",
                    "masked_device_id character varying", "locale character varying", "app_version integer",
                    "create_date date",
                ])
        #expect(try database.rows(of: "audit.ledger") == 92)
        let second = try AuditProcess(arguments, in: work.path).wait()
        #expect(second.lastLine.hasPrefix("100 read: 0 loaded, 92 replaced, 8 quarantined, 0 released"), "\(second)")
        #expect(try database.rows(of: "user_logins") == 92)
        #expect(try work.report("user_logins_reference").reconciled == true)
        let versions = Set(try validSample().compactMap { $0["app_version"]?.string })
        #expect(try database.count("SELECT count(DISTINCT app_version) FROM user_logins") == versions.count)
    }

    @Test("An appended file adds what is new; a file under another name is another source")
    func appended() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(Logins.lines(0..<40), to: "logins.ndjson")
        #expect(try Self.load(work, database, "logins.ndjson").lastLine.hasPrefix("40 read: 40 loaded, 0 replaced"))
        try work.write(Logins.lines(0..<60), to: "logins.ndjson")
        #expect(try Self.load(work, database, "logins.ndjson").lastLine.hasPrefix("60 read: 20 loaded, 40 replaced"))
        try work.write(Logins.lines(0..<60), to: "copy.ndjson")
        let same = try Self.load(work, database, "--source-id", "logins.ndjson", "copy.ndjson")
        #expect(same.lastLine.hasPrefix("60 read: 0 loaded, 60 replaced"))
        #expect(try database.rows(of: "user_logins") == 60)
        #expect(try Self.load(work, database, "copy.ndjson").lastLine.hasPrefix("60 read: 60 loaded, 0 replaced"))
        #expect(try database.rows(of: "user_logins") == 120)
    }

    @Test("After a rotation of the keys a file is still the same one: its rows are replaced, by tokens of the new key")
    func rotated() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(Logins.lines(0..<20), to: "logins.ndjson")
        #expect(try Self.load(work, database, "logins.ndjson").lastLine.hasPrefix("20 read: 20 loaded"))
        let before = try database.texts("SELECT DISTINCT split_part(masked_ip, '.', 2) FROM user_logins")
        #expect(try work.audit("keys", "rotate").code == 0)
        #expect(try Self.load(work, database, "logins.ndjson").lastLine.hasPrefix("20 read: 0 loaded, 20 replaced"))
        #expect(try database.rows(of: "user_logins") == 20)
        let after = try database.texts("SELECT DISTINCT split_part(masked_ip, '.', 2) FROM user_logins")
        #expect(before.count == 1 && after.count == 1 && before != after)
    }

    @Test("A load with some invalid messages and no limit in the contract is warned, exit 0")
    func warned() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(try Contracts.withoutChecks(), to: "c.yaml")
        try work.write(Logins.lines(0..<9) + Logins.withoutDevice(9) + "\n", to: "in.ndjson")
        let arguments = ["load", "--schema", "c.yaml", "--database", database.address, "--quiet", "in.ndjson"]
        let result = try AuditProcess(arguments, in: work.path).wait()
        #expect(result.code == 0, "\(result)")
        #expect(result.lastLine.hasPrefix("10 read: 9 loaded, 0 replaced, 1 quarantined, 0 released in N s. WARNED: "))
        #expect(try AuditProcess(arguments + ["--max-invalid", "0"], in: work.path).wait().code == 1)
        #expect(try AuditProcess(arguments + ["--max-invalid", "10%"], in: work.path).wait().code == 0)
    }

    @Test("The 100 original messages are all valid and all loaded")
    func originals() throws {
        guard
            let file = Repository.testData?.appending(path: "login-queue/messages.ndjson").path(percentEncoded: false),
            FileManager.default.fileExists(atPath: file)
        else {
            print("note: no shared test data (AUDIT_TEST_DATA): the 100 original messages were not loaded")
            return
        }
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        let result = try Self.load(work, database, file)
        #expect(result.code == 0, "\(result)")
        #expect(
            result.lastLine == "100 read: 100 loaded, 0 replaced, 0 quarantined, 0 released in N s. PASSED: 36 checks")
        #expect(try database.rows(of: "user_logins") == 100)
        #expect(try database.rows(of: "user_logins", where: "locale IS NULL") == 29)
        #expect(try database.count("SELECT count(DISTINCT masked_ip) FROM user_logins") == 100)
        #expect(try database.count("SELECT count(DISTINCT app_version) FROM user_logins") == 97)
        #expect(try database.rows(of: "audit.quarantine") == 0)
    }
}
