import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// What a database can have against a load.
@Suite struct DatabaseProblemTests {
    private func load(_ work: Workspace, _ address: String, _ arguments: String...) throws -> AuditResult {
        try AuditProcess(
            ["load", "--schema", Repository.contract, "--database", address] + arguments + [Repository.sample],
            in: work.path
        ).wait()
    }

    @Test("A row that the database refuses goes to quarantine with its SQLSTATE; the others are loaded")
    func refused() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write("", to: "empty")
        _ = try LoadTests.load(work, database, "--allow-empty", "empty")
        try database.run(
            """
            ALTER TABLE user_logins ADD CONSTRAINT no_iphones_from_sweden CHECK (NOT (locale = 'SE' AND device_type = 'ios'));
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.user_id = '424cdd21-063a-43a7-b91b-7ca1a833afae' THEN
                    RAISE EXCEPTION USING ERRCODE = '23001', MESSAGE = 'no ' || NEW.user_id;
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION refuse()
            """)
        // Both refused kinds, counted by another path: loaded into a table without the constraints.
        let free = try TestDatabase()
        _ = try LoadTests.load(work, free, Repository.sample)
        let checked = try free.rows(of: "user_logins", where: "locale = 'SE' AND device_type = 'ios'")
        try #require(checked > 0)

        let result = try LoadTests.load(work, database, Repository.sample)
        let (loaded, quarantined) = (92 - checked - 1, 8 + checked + 1)
        #expect(
            result.lastLine.hasPrefix("100 read: \(loaded) loaded, 0 replaced, \(quarantined) quarantined, 0 released"),
            "\(result)")
        #expect(try work.report().reconciled == true)
        #expect(try work.report().checks.first { $0.id == "database:accepts" }?.failureCount == checked + 1)
        #expect(try database.rows(of: "user_logins") == loaded)
        let errors = try database.texts(
            """
            SELECT concat_ws(' ', count(*), e->>'keyword', e->>'message') FROM audit.quarantine, jsonb_array_elements(errors) e
            WHERE e->>'keyword' LIKE 'database.%' GROUP BY e->>'keyword', e->>'message' ORDER BY e->>'keyword'
            """)
        #expect(
            errors == [
                "1 database.23001 The database refused the row with SQLSTATE 23001.",
                "\(checked) database.23514 The database refused the row with SQLSTATE 23514"
                    + " (check_violation, constraint no_iphones_from_sweden, table user_logins).",
            ])
        // Mended, the same run again takes them in and closes their entries.
        try database.run(
            "ALTER TABLE user_logins DROP CONSTRAINT no_iphones_from_sweden; DROP TRIGGER refuse ON user_logins")
        let again = try LoadTests.load(work, database, Repository.sample)
        #expect(
            again.lastLine.hasPrefix("100 read: \(checked + 1) loaded, \(loaded) replaced, 8 quarantined"), "\(again)")
        #expect(try work.report().reconciled == true)
        #expect(try database.rows(of: "user_logins") == 92)
        #expect(try database.rows(of: "audit.quarantine", where: "status = 'open'") == 8)
    }

    @Test("A table that differs from the contract is not loaded; every difference is listed")
    func differs() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        _ = try LoadTests.load(work, database, Repository.sample)
        try database.run("ALTER TABLE user_logins ALTER COLUMN locale TYPE varchar(10), DROP COLUMN run_id")
        let result = try load(work, database.address)
        #expect(result.code == 78)
        #expect(result.output.isEmpty)
        #expect(
            result.error.contains("column locale is character varying(10), and the contract says character varying(32)")
        )
        #expect(result.error.contains("column run_id (uuid) is missing"))
        #expect(try database.rows(of: "user_logins") == 92)
        #expect(try database.rows(of: "audit.run") == 1)
    }

    @Test("Without a key ring nothing is begun")
    func noKeyring() throws {
        let work = try Workspace()
        let database = try TestDatabase()
        let result = try load(work, database.address)
        #expect(result.code == 78)
        #expect(
            result.error == "audit: There is no key ring at .audit/keyring.json. "
                + "Run 'audit keys create' once, or name yours with --keyring.\n")
        #expect(try database.count("SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'") == 0)
    }

    @Test("A database that is not there is a mistake in the configuration, named without the password")
    func unknownDatabase() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        let address = database.address.replacing(#/dbname=\S+/#, with: "dbname=nothere") + " password=s3cr3t-word"
        let result = try load(work, address)
        #expect(result.code == 78)
        #expect(result.complaints.count == 1)
        #expect(result.error.contains("/nothere"))
        #expect(result.error.contains("does not exist. Create it (createdb NAME)"))
        #expect(!"\(result)".replacing(address, with: "").contains("s3cr3t"))
    }

    @Test("A server that does not answer leaves an incomplete report")
    func noServer() throws {
        let work = try Workspace(keyring: true)
        let port = try FreePort.find()
        let result = try load(work, "postgresql://loader:s3cr3t-word@127.0.0.1:\(port)/logins", "--retry-time", "1s")
        #expect(result.code == 2)
        #expect(result.error.contains("Trying again until --retry-time is over."))
        #expect(
            result.output.contains("problem database.unreachable: The database postgresql://loader@127.0.0.1:\(port)"))
        #expect(
            result.lastLine == "0 read: 0 loaded, 0 replaced, 0 quarantined, 0 released in N s. INCOMPLETE: 1 problem")
        #expect(!(result.output + result.error).contains("s3cr3t"))
        let report = try work.report()
        #expect(report.run.status == .incomplete)
        // There is nothing to compare with.
        #expect(report.reconciled == nil)
        let delivery = report.checks.filter { $0.kind == .delivery }
        #expect(!delivery.isEmpty && delivery.allSatisfy { $0.status == .notJudged && $0.measured == nil })
        #expect(!result.output.contains("reconcile"))
        #expect(report.problems.map(\.code) == ["database.unreachable"])
        #expect(try !work.text("reports/user_logins/latest/audit.json").contains("s3cr3t"))
    }

    @Test("A load that begins while the server is away waits for it, says so, and then loads")
    func startsLater() throws {
        let work = try Workspace(keyring: true)
        let start = try work.audit("database", "start")
        let address = try #require(start.lines.last)
        defer { _ = try? work.audit("database", "stop") }
        #expect(try work.audit("database", "stop").code == 0)
        let process = try waitingLoad(work, address)
        #expect(try work.audit("database", "start").code == 0)
        let result = try process.wait()
        #expect(result.code == 0, "\(result)")
        #expect(result.error.components(separatedBy: "Trying again").count == 2)
        #expect(try work.report().counts.loaded == 3)
    }

    @Test(
        "A load that waits for the server can be asked to end",
        arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func endsWaiting(signal: Int32, code: Int32) throws {
        let work = try Workspace(keyring: true)
        let process = try waitingLoad(work, "postgresql://127.0.0.1:\(try FreePort.find())/x")
        process.signal(signal)
        let result = try process.wait()
        #expect(result.code == code, "\(result)")
        #expect(try work.report().run.status == .interrupted)
        #expect(try work.report().counts.read == 0)
    }

    /// A load of three messages that has found its server away.
    private func waitingLoad(_ work: Workspace, _ address: String) throws -> AuditProcess {
        try work.write(Logins.lines(0..<3), to: "in.ndjson")
        let process = try AuditProcess(
            ["load", "--schema", Repository.contract, "--database", address, "--retry-time", "2m", "in.ndjson"],
            in: work.path)
        let isWaiting = eventually { process.errorSoFar.contains("Trying again until --retry-time is over.") }
        try #require(isWaiting)
        return process
    }

    @Test("An address that libpq cannot read is not repeated: it may hold a password")
    func unreadableAddress() throws {
        let work = try Workspace(keyring: true)
        let result = try load(work, "postgresql://loader:s3c@r3t@host/x")
        #expect(result.code == 78)
        #expect(result.error.contains("The database's address"))
        #expect(!result.error.contains("r3t"))
    }

    @Test("A wrong password is refused by a server that asks for one")
    func wrongPassword() throws {
        let work = try Workspace(keyring: true)
        let started = try work.audit("database", "start")
        let address = try #require(started.lines.last)
        let database = try TestDatabase(address)
        let data = try #require(try database.texts("SHOW data_directory")[0])
        try database.run("CREATE ROLE loader LOGIN SUPERUSER PASSWORD 'right-word'")
        try "local all loader scram-sha-256\nlocal all all trust\n".write(
            toFile: "\(data)/pg_hba.conf", atomically: false, encoding: .utf8)
        try database.run("SELECT pg_reload_conf()")
        let wrong = address.replacing("user=audit", with: "user=loader") + " password=wrong-word"
        let isRefused = eventually { (try? PostgresConnection(wrong)) == nil }
        try #require(isRefused)
        let result = try load(work, wrong)
        #expect(result.code == 78)
        #expect(result.complaints.count == 1)
        #expect(result.error.contains("refused the password. Set PGPASSWORD, use ~/.pgpass, or correct --database."))
        #expect(!result.error.contains("word=") && !result.error.contains("wrong-word"))
        let right = try load(work, wrong.replacing("wrong-word", with: "right-word"))
        #expect(right.code == 1, "\(right)")
        #expect(try database.rows(of: "user_logins") == 92)
    }

    @Test("Reports that cannot be written make a run incomplete, whatever it loaded")
    func reportsUnwritable() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write("a file", to: "taken")
        try work.write(Logins.lines(0..<20), to: "in.ndjson")
        let result = try LoadTests.load(work, database, "--reports", "taken/reports", "in.ndjson")
        #expect(result.code == 2)
        #expect(result.complaints.count == 1)
        #expect(result.error.contains("taken/reports"))
        #expect(try database.rows(of: "user_logins") == 20)
        let check = try work.audit("check", "--schema", Repository.contract, "--reports", "taken/reports", "in.ndjson")
        #expect(check.code == 2)
    }
    @Test("A report that outgrows the process's limit for files is a full disk, and leaves nothing half written")
    func reportsLimited() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(Logins.lines(0..<20), to: "in.ndjson")
        let result = try AuditProcess(
            ["load", "--schema", Repository.contract, "--database", database.address, "--quiet", "in.ndjson"],
            in: work.path, launcher: ["sh", "-c", "ulimit -f 8; exec \"$@\"", "limited"]
        ).wait()
        #expect(result.code == 2, "\(result)")
        #expect(result.error.contains("could not be written: File too large. Free some space"), "\(result)")
        #expect(try database.rows(of: "user_logins") == 20)
        #expect(!work.exists("reports/user_logins"))
    }
}
