import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// A queue is loaded while its database is killed again and again.
@Suite struct PowerTests {
    private let work: Workspace
    private let home: Workspace

    init() throws {
        work = try Workspace(keyring: true)
        home = try Workspace()
    }

    /// Kills the server as a power cut does, and starts it again.
    private func cut() throws {
        let file = try home.text(".audit/postgres/data/postmaster.pid")
        let pid = try #require(pid_t(file.split(separator: "\n")[0]))
        kill(pid, SIGKILL)
        #expect(try home.audit("database", "start").code == 0)
    }

    @Test("PostgreSQL killed in the middle of commits: every acknowledged message stands in the table once")
    func killed() throws {
        let total = 6_000
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<total).map { $0 % 100 == 7 ? Logins.withoutDevice($0) : Logins.valid($0) })
        let address = try #require(try home.audit("database", "start").lines.last)
        let process = try work.start(
            "load", "--schema", Repository.contract, "--database", address, "--source", queue.location.description,
            "--idle", "3s", "--quiet", "--batch-rows", "50", "--retry-time", "2m")
        var cuts = 0
        while process.isRunning, cuts < 6 {
            usleep(UInt32.random(in: 300_000...900_000))
            guard process.isRunning else { break }
            try cut()
            cuts += 1
            try expectSettled(queue, address, total)
        }
        let result = try process.wait()
        #expect(cuts >= 3)
        #expect(result.code == 0, "\(result)")
        let report = try work.report()
        #expect(report.reconciled == true && report.problems.isEmpty)
        #expect(report.counts.acknowledged == total && report.counts.read == total)
        let database = try TestDatabase(address)
        #expect(try database.rows(of: "user_logins") == total * 99 / 100)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == total * 99 / 100)
        #expect(try database.rows(of: "audit.quarantine") == total / 100)
        #expect(try queue.attributes().visible == 0)
        #expect(try queue.attributes().inFlight == 0)
        withExtendedLifetime(database) {}
        #expect(try home.audit("database", "stop").code == 0)
    }

    /// What the queue no longer has, the database has: a message is acknowledged only after its commit.
    private func expectSettled(_ queue: TestQueue, _ address: String, _ total: Int) throws {
        let left = try queue.attributes()
        guard let database = try? TestDatabase(address), let rows = try? database.rows(of: "user_logins"),
            let entries = try? database.rows(of: "audit.quarantine")
        else { return }
        #expect(rows + entries >= total - left.visible - left.inFlight)
    }
}
