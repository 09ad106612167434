import Foundation
import Reporting
import TestSupport
import Testing

/// Loads of files that end half way: killed, asked to end, or left alone by their database.
///
/// A ``Gate`` holds each load at the same row, so that what had been committed by then is known.
@Suite struct InterruptionTests {
    /// Some 18 blocks of a file; the message that waits at the gate is in the fourth.
    static let total = 30_000
    static let file: String = (0..<total).map { number in
        Logins.valid(number, version: number == 6_000 ? Gate.version : nil) + "\n"
    }.joined()

    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        try work.write("", to: "empty")
        try work.write(Self.file, to: "logins.ndjson")
        _ = try LoadTests.load(work, database, "--allow-empty", "empty")
        try #require(try database.rows(of: "audit.run") == 1)
    }

    private func start(_ address: String? = nil) throws -> AuditProcess {
        // Blocks of files are larger than 100 rows: a transaction is a block.
        try work.start(
            "load", "--schema", Repository.contract, "--database", address ?? database.address, "--quiet",
            "--batch-rows", "100", "--workers", "1", "logins.ndjson")
    }

    private func finish() throws {
        let result = try start().wait()
        #expect(result.code == 0, "\(result)")
        let report = try work.report()
        #expect(report.run.status == .passed)
        #expect(report.reconciled == true)
        #expect(report.counts.read == Self.total)
        #expect((report.counts.loaded ?? 0) + (report.counts.replaced ?? 0) == Self.total)
        #expect(try database.rows(of: "user_logins") == Self.total)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == Self.total)
        #expect(try database.rows(of: "audit.quarantine") == 0)
    }

    @Test("Killed half way and started again: nothing lost, nothing doubled")
    func killed() throws {
        let gate = try Gate(database)
        let process = try start()
        try gate.waitUntilReached()
        process.signal(SIGKILL)
        let killed = try process.wait()
        #expect(killed.signal == SIGKILL)
        try gate.open()
        try gate.waitUntilAlone()
        let rows = try database.rows(of: "user_logins")
        #expect(rows > 0 && rows <= 6_000)
        #expect(try database.rows(of: "audit.run", where: "status = 'running' AND loaded = \(rows)") == 1)
        try finish()
        #expect(try work.report().counts.replaced == rows)
        // The killed run still stands there as one that never ended.
        let runs = try work.audit("runs", "list", "--database", database.address)
        #expect(runs.lines.count { $0.contains(" running ") } == 1)
        let unfinished = try database.texts("SELECT run_id FROM audit.run WHERE status = 'running'")[0] ?? ""
        #expect(try work.audit("runs", "show", unfinished, "--database", database.address).code == 64)
    }

    @Test("Killed three times in a row")
    func killedOften() throws {
        for round in 0..<3 {
            let gate = try Gate(database)
            let process = try start()
            try gate.waitUntilReached()
            process.signal(SIGKILL)
            _ = try process.wait()
            try gate.open()
            try gate.waitUntilAlone()
            try database.run("DROP TRIGGER gate ON user_logins; DROP FUNCTION gate()")
            #expect(try database.rows(of: "audit.run", where: "status = 'running'") == round + 1)
        }
        try finish()
    }

    @Test(
        "Asked to end, a load finishes what is in work and reports that it was interrupted",
        arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func interrupted(signal: Int32, code: Int32) throws {
        let gate = try Gate(database)
        let process = try start()
        try gate.waitUntilReached()
        process.signal(signal)
        usleep(200_000)
        #expect(process.isRunning)
        try gate.open()
        let result = try process.wait()
        #expect(result.code == code, "\(result)")
        #expect(result.lastLine.hasSuffix("INTERRUPTED: not every message was read"))
        let report = try work.report()
        #expect(report.run.status == .interrupted)
        #expect(report.reconciled == true)
        let rows = try database.rows(of: "user_logins")
        #expect(rows > 6_000 && rows < Self.total)
        #expect(report.counts.loaded == rows)
        #expect(report.counts.read == rows)
        #expect(try database.rows(of: "user_logins", where: "app_version = '\(Gate.version)'") == 1)
        #expect(try database.rows(of: "audit.run", where: "status = 'interrupted' AND loaded = \(rows)") == 1)
        try finish()
    }

    @Test("A second signal ends the program at once")
    func twice() throws {
        let gate = try Gate(database)
        let process = try start()
        try gate.waitUntilReached()
        process.signal(SIGINT)
        usleep(300_000)
        process.signal(SIGINT)
        #expect(try process.wait().code == 130)
        try gate.open()
        try gate.waitUntilAlone()
        try finish()
    }

    @Test("A session that is cut is opened again, and the run is complete")
    func sessionCut() throws {
        let gate = try Gate(database)
        let process = try start()
        try gate.waitUntilReached()
        try gate.cutSession()
        try gate.open()
        let result = try process.wait()
        #expect(result.code == 0, "\(result)")
        #expect(try work.report().counts.loaded == Self.total)
        try finish()
    }

    @Test("PostgreSQL stopped half way: incomplete; started again, the same command completes it")
    func serverStopped() throws {
        let home = try Workspace()
        let address = try #require(try home.audit("database", "start").lines.last)
        var server: TestDatabase? = try TestDatabase(address)
        _ = try LoadTests.load(work, #require(server), "--allow-empty", "empty")
        let gate = try Gate(#require(server))
        let process = try start(address)
        try gate.waitUntilReached()
        let pid = try #require(pid_t(try home.text(".audit/postgres/data/postmaster.pid").split(separator: "\n")[0]))
        server = nil
        // An immediate shutdown: every session is cut, nothing is tidied up.
        kill(pid, SIGQUIT)
        let result = try process.wait()
        #expect(result.code == 2, "\(result)")
        #expect(result.lastLine.contains("INCOMPLETE: "))
        let report = try work.report()
        #expect(report.run.status == .incomplete)
        #expect(report.reconciled == false)
        #expect(report.problems.first?.code == "database.unavailable")
        #expect(report.problems.allSatisfy { !$0.remedy.isEmpty })

        #expect(try home.audit("database", "start").lines.last == address)
        let again = try TestDatabase(address)
        let before = try again.rows(of: "user_logins")
        #expect(before > 0 && before <= 6_000)
        #expect(report.counts.loaded == before)
        let complete = try start(address).wait()
        #expect(complete.code == 0, "\(complete)")
        #expect(try work.report().counts.replaced == before)
        #expect(try work.report().reconciled == true)
        #expect(try again.rows(of: "user_logins") == Self.total)
    }
}
