import Foundation
import Loader
import Reporting
import TestSupport
import Testing
import Validator

/// `--database embedded` and the commands around it, in one working directory from first to last.
@Suite struct EmbeddedTests {
    @Test("From key ring to report: every command on a cluster that the program makes, starts and stops itself")
    func everything() throws {
        let work = try Workspace(keyring: true)
        #expect(try work.audit("database", "status").lines.first == "absent")
        let load = ["load", "--schema", Repository.contract, "--database", "embedded", Repository.sample]
        let first = try AuditProcess(load, in: work.path).wait()
        #expect(first.code == 1, "\(first)")
        #expect(first.lastLine.hasPrefix("100 read: 92 loaded, 0 replaced, 8 quarantined, 0 released"))
        #expect(first.lines.contains { $0.hasPrefix("Database: postgresql://audit@/audit?host=") })
        // It has stopped with the program.
        #expect(try work.audit("database", "status").lines.first == "stopped")
        // The default for files, without being named.
        let second = try work.audit("load", "--schema", Repository.contract, "--quiet", Repository.sample)
        #expect(second.lastLine.hasPrefix("100 read: 0 loaded, 92 replaced, 8 quarantined, 0 released"))

        let started = try work.audit("database", "start")
        #expect(started.code == 0)
        let address = try #require(started.lines.last)
        let database = try TestDatabase(address)
        #expect(try database.rows(of: "public.user_logins") == 92)
        #expect(try database.rows(of: "audit.quarantine") == 8)
        #expect(
            try database.count("SELECT count(*) FROM pg_settings WHERE name = 'listen_addresses' AND setting = ''") == 1
        )
        let status = try work.audit("database", "status")
        #expect(status.lines.first == "running")
        #expect(try work.audit("database", "migrate").output.contains("is up to date."))
        let migrated = try JSONValue.parse(try work.audit("database", "migrate", "--json").output)
        #expect(migrated["schema_version"]?.int == Migration.all.last?.version)
        try quarantine(work)
        try runs(work)
        try doctor(work)
        let stopped = try work.audit("database", "stop")
        #expect(stopped.output == "The embedded database has stopped.\n")
        #expect(try work.audit("database", "status").lines.first == "stopped")
        #expect(try work.audit("database", "stop").output == "The embedded database was not running.\n")
    }

    @Test("A load of several transactions starts its cluster once, and stops it once")
    func once() throws {
        let work = try Workspace(keyring: true)
        // More than one transaction: the second connection is opened by the first full one.
        try work.write(Logins.lines(0..<30_000) + Logins.withoutDevice(30_000) + "\n", to: "in.ndjson")
        let result = try work.audit("load", "--schema", Repository.contract, "--quiet", "in.ndjson")
        #expect(result.lastLine.hasPrefix("30,001 read: 30,000 loaded, 0 replaced, 1 quarantined"), "\(result)")
        let log = try work.text(".audit/postgres/data/server.log")
        #expect(log.components(separatedBy: "received fast shutdown request").count == 2)
        #expect(log.components(separatedBy: "ready to accept connections").count == 2)
    }

    private func quarantine(_ work: Workspace) throws {
        let list = try work.audit("quarantine", "list")
        #expect(list.code == 0)
        #expect(
            list.lines.contains { $0.hasPrefix("       3       3  required              (message)     user_logins") })
        #expect(list.lines.contains { $0.contains("json.unexpectedEnd") })
        let entries = try JSONValue.parse(try work.audit("quarantine", "list", "--json").output).array ?? []
        #expect(entries.count == 8)
        #expect(
            try JSONValue.parse(try work.audit("quarantine", "list", "--json", "--limit", "3").output).array?.count == 3
        )
        #expect(try work.audit("quarantine", "list", "--status", "redriven").output == "The quarantine is empty.\n")
        let id = try #require(entries.last?["quarantine_id"]?.int)
        let message = try #require(entries.last?["message_id"]?.string)
        for name in ["\(id)", message] {
            let entry = try work.audit("quarantine", "show", name)
            #expect(entry.code == 0)
            #expect(entry.lines.first == "Entry \(id) of contract user_logins 1.0.0: open")
            #expect(entry.output.contains("line 13, column 1"))
            #expect(!entry.output.contains("oops_wrong_msg_type"))
            #expect(!entry.output.contains("foo"))
        }
        #expect(try work.audit("quarantine", "show", "99999").code == 64)
        #expect(try work.audit("quarantine", "list", "--status", "gone").code == 64)
    }

    private func runs(_ work: Workspace) throws {
        let runs = try JSONValue.parse(try work.audit("runs", "list", "--json").output).array ?? []
        #expect(runs.map { $0["counts"]?["loaded"]?.int } == [0, 92])
        #expect(try work.audit("runs", "list").lines.count == 4)
        let id = try #require(runs.first?["run_id"]?.string)
        let show = try work.audit("runs", "show", id)
        #expect(show.lastLine.hasPrefix("100 read: 0 loaded, 92 replaced, 8 quarantined, 0 released"))
        let stored = try work.audit("report", id, "--format", "json")
        #expect(
            try JSONValue.parse(stored.output) == JSONValue.parse(work.text("reports/user_logins/latest/audit.json")))
        #expect(try work.audit("runs", "show", "019ab12c-0000-7000-8000-000000000000").code == 64)
    }

    private func doctor(_ work: Workspace) throws {
        let healthy = try work.audit("doctor", "--schema", Repository.contract)
        #expect(healthy.code == 0)
        #expect(healthy.lines.count == 3)
        #expect(healthy.lines.allSatisfy { $0.hasPrefix("ok       ") })
        let ill = try work.audit(
            "doctor", "--schema", "absent.yaml", "--keyring", "absent.json", "--database",
            "postgresql://127.0.0.1:\(try FreePort.find())/x", "--source", "sqs://127.0.0.1:1/000000000000/q")
        #expect(ill.code == 2)
        #expect(ill.lines.count { $0.hasPrefix("problem  ") } == 4)
        #expect(ill.lines.count { $0.hasPrefix("         ") } == 4)
    }

    @Test("A working directory that the server's user cannot enter is no obstacle")
    func closedDirectory() throws {
        let work = try Workspace(keyring: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: work.path)
        try work.write(Logins.lines(0..<50), to: "in.ndjson")
        let result = try work.audit("load", "--schema", Repository.contract, "--quiet", "in.ndjson")
        #expect(result.code == 0, "\(result)")
        #expect(
            result.lastLine == "50 read: 50 loaded, 0 replaced, 0 quarantined, 0 released in N s. PASSED: 36 checks")
    }

    @Test("A program killed with its cluster running is followed by one that takes it over")
    func takeOver() throws {
        let work = try Workspace(keyring: true)
        let waits = Logins.valid(1_500, version: Gate.version) + "\n"
        try work.write(Logins.lines(0..<1_500) + waits + Logins.lines(1_501..<3_000), to: "in.ndjson")
        let load = ["load", "--schema", Repository.contract, "--quiet", "--batch-rows", "100", "in.ndjson"]
        try work.write("", to: "empty")
        _ = try work.audit("load", "--schema", Repository.contract, "--allow-empty", "empty")
        let address = try #require(try work.audit("database", "start").lines.last)
        try TestDatabase(address).run(
            """
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.app_version = '\(Gate.version)' THEN PERFORM pg_sleep(600); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER wait BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION wait()
            """)
        #expect(try work.audit("database", "stop").code == 0)
        let process = try AuditProcess(load, in: work.path)
        let isWaiting = eventually {
            let sleeping = try? TestDatabase(address).rows(of: "pg_stat_activity", where: "wait_event = 'PgSleep'")
            return sleeping == 1
        }
        #expect(isWaiting)
        process.signal(SIGKILL)
        _ = try process.wait()
        #expect(try work.audit("database", "status").lines.first == "running")
        try TestDatabase(address).run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep';
            DROP TRIGGER wait ON user_logins
            """)
        let result = try AuditProcess(load, in: work.path).wait()
        #expect(result.code == 0, "\(result)")
        #expect(try work.audit("database", "status").lines.first == "stopped")
        let again = try #require(try work.audit("database", "start").lines.last)
        #expect(try TestDatabase(again).rows(of: "user_logins") == 3_000)
    }
}
