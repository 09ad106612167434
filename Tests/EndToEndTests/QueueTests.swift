import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// `audit load` of a real SQS queue.
@Suite struct QueueTests {
    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
    }

    private func arguments(_ queue: TestQueue, _ more: [String] = []) throws -> [String] {
        [
            "load", "--schema", Repository.contract, "--database", database.address, "--source",
            queue.location.description, "--idle", "2s", "--quiet",
        ] + more
    }

    private func load(_ queue: TestQueue, _ more: String...) throws -> AuditResult {
        try AuditProcess(arguments(queue, more), in: work.path).wait()
    }

    /// Makes the tables, so that a gate can be put up.
    private func makeTables() throws {
        try work.write("", to: "empty")
        _ = try LoadTests.load(work, database, "--allow-empty", "empty")
    }

    private func isEmpty(_ queue: TestQueue) throws -> Bool {
        let found = try queue.attributes()
        return found.visible == 0 && found.inFlight == 0
    }

    @Test(
        "5,000 messages with three kinds of broken ones: exact tables, an empty queue, and a second run changes nothing"
    )
    func drain() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send(
            (0..<5_000).map { number in
                switch number % 100 {
                case 11: Logins.withoutDevice(number)
                case 47: Logins.withBadAddress(number)
                case 83: Logins.truncated(number)
                default: Logins.valid(number)
                }
            })
        let result = try load(queue)
        #expect(result.code == 0, "\(result)")
        #expect(
            result.lastLine.hasPrefix(
                "5,000 read: 4,850 loaded, 0 replaced, 150 quarantined, 0 released in N s. WARNED: "))
        let report = try work.report()
        #expect(report.reconciled == true)
        #expect(
            report.counts
                == AuditReport.Counts(
                    read: 5_000, valid: 4_850, invalid: 150, loaded: 4_850, replaced: 0, quarantined: 150, released: 0,
                    acknowledged: 5_000, errorCount: 150))
        #expect(
            report.checks.filter { $0.failureCount == 50 }.map(\.id).sorted() == [
                "message:json", "schema:/device_id:required", "schema:/ip:format",
            ])
        #expect(try isEmpty(queue))
        #expect(try database.rows(of: "user_logins") == 4_850)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == 4_850)
        #expect(try database.rows(of: "audit.quarantine", where: "receive_count = 1 AND position IS NULL") == 150)
        #expect(
            try database.texts("SELECT concat_ws(' ', loaded, quarantined, acknowledged) FROM audit.run")
                == ["4850 150 5000"])

        let digest = "SELECT md5(string_agg(t::text, ',' ORDER BY message_id)) FROM user_logins t"
        let before = try database.texts(digest)
        let second = try load(queue, "--allow-empty")
        #expect(second.lastLine.hasPrefix("0 read: 0 loaded, 0 replaced, 0 quarantined, 0 released in N s. FAILED: "))
        // The contract itself asks for messages, which a flag does not take back.
        #expect(second.code == 1)
        #expect(try database.texts(digest) == before)
        #expect(try database.rows(of: "audit.quarantine") == 150)
    }

    @Test("Messages that come twice are counted as replaced and stand in the table once")
    func redelivered() throws {
        let queue = try TestQueue(on: .shared(.moto))
        try queue.send(
            (0..<300).map { number in
                if number % 50 == 7 { return Logins.withoutDevice(number) }
                return Logins.valid(number, version: number == 150 ? Gate.version : nil)
            })
        // Committed, and killed before the queue was told: the same messages come again.
        try makeTables()
        let gate = try Gate(database, atCommit: true)
        let process = try AuditProcess(arguments(queue, ["--visibility", "10s", "--batch-rows", "100"]), in: work.path)
        try gate.waitUntilReached()
        process.signal(SIGKILL)
        _ = try process.wait()
        try gate.open()
        try gate.waitUntilAlone()
        let before = try database.rows(of: "user_logins")
        #expect(try database.rows(of: "user_logins", where: "app_version = '\(Gate.version)'") == 1)
        let counts = try loadUntilEmpty(queue)
        #expect(counts.reduce(0) { $0 + ($1.replaced ?? 0) } > 0)
        #expect(counts.reduce(0) { $0 + ($1.loaded ?? 0) } == 294 - before)
        #expect(try database.rows(of: "user_logins") == 294)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == 294)
        #expect(try database.rows(of: "audit.quarantine") == 6)
    }

    /// Loads what the queue holds, and what comes again later: the server may still serve a dead process' last
    /// requests, and of two deletions at once it may forget one, for it changes its list without a lock.
    private func loadUntilEmpty(_ queue: TestQueue) throws -> [AuditReport.Counts] {
        var all: [AuditReport.Counts] = []
        for _ in 0..<5 {
            let isBack = try eventually { try queue.attributes().inFlight == 0 }
            #expect(isBack)
            let waiting = try queue.attributes().visible
            let result = try load(queue, "--allow-empty")
            let report = try work.report()
            #expect(report.reconciled == true, "\(result)")
            let counts = report.counts
            #expect(counts.read == counts.acknowledged)
            #expect(counts.read == (counts.loaded ?? 0) + (counts.replaced ?? 0) + (counts.quarantined ?? 0))
            all.append(counts)
            if try isEmpty(queue) { return all }
            try #require((counts.read ?? 0) > 0 || waiting == 0)
        }
        throw TestSupportError("The queue does not become empty.")
    }

    @Test("A queue that forgets nothing: what is received again is replaced, never doubled")
    func twiceOver() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<200).map { Logins.valid($0) })
        #expect(try load(queue).lastLine.hasPrefix("200 read: 200 loaded"))
        // The same bodies are other messages: another id each.
        try queue.send((0..<200).map { Logins.valid($0) })
        #expect(try load(queue).lastLine.hasPrefix("200 read: 200 loaded"))
        #expect(try database.rows(of: "user_logins") == 400)
    }

    @Test("Two consumers share a queue: together they load everything once, and both reconcile")
    func shared() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<2_000).map { Logins.valid($0) })
        let other = try Workspace(keyring: true)
        try makeTables()
        let one = try AuditProcess(arguments(queue, ["--allow-empty", "--batch-rows", "200"]), in: work.path)
        let two = try AuditProcess(arguments(queue, ["--allow-empty", "--batch-rows", "200"]), in: other.path)
        let results = [try one.wait(), try two.wait()]
        let reports = [try work.report(), try other.report()]
        #expect(reports.allSatisfy { $0.reconciled == true }, "\(results)")
        #expect(reports.allSatisfy { $0.counts.read == $0.counts.acknowledged })
        #expect(reports.reduce(0) { $0 + ($1.counts.loaded ?? 0) } == 2_000)
        #expect(reports.reduce(0) { $0 + ($1.counts.replaced ?? 0) } == 0)
        #expect(try database.rows(of: "user_logins") == 2_000)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == 2_000)
        #expect(try isEmpty(queue))
    }

    @Test(
        "Asked to end, a drain gives back what it did not load",
        arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func interrupted(signal: Int32, code: Int32) throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<1_500).map { Logins.valid($0, version: $0 == 700 ? Gate.version : nil) })
        try makeTables()
        let gate = try Gate(database)
        let process = try AuditProcess(arguments(queue, ["--batch-rows", "100", "--workers", "1"]), in: work.path)
        try gate.waitUntilReached()
        process.signal(signal)
        usleep(200_000)
        try gate.open()
        let result = try process.wait()
        #expect(result.code == code, "\(result)")
        let report = try work.report()
        #expect(report.run.status == .interrupted)
        #expect(report.reconciled == true, "\(result)")
        let rows = try database.rows(of: "user_logins")
        #expect(rows > 0)
        #expect(report.counts.loaded == rows)
        #expect(report.counts.acknowledged == rows)
        #expect(report.counts.read == rows + (report.counts.released ?? 0))
        // At once: not when some timeout is over.
        #expect(try queue.attributes().inFlight == 0)
        #expect(try queue.attributes().visible == 1_500 - rows)
        let rest = try load(queue, "--allow-empty")
        #expect([0, 1].contains(rest.code), "\(rest)")
        #expect(try database.rows(of: "user_logins") == 1_500)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == 1_500)
        #expect(try work.report().counts.loaded == 1_500 - rows)
    }

    @Test("Killed half way and started again: nothing lost, nothing doubled")
    func killed() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<1_000).map { Logins.valid($0, version: $0 == 600 ? Gate.version : nil) })
        try makeTables()
        let gate = try Gate(database)
        let visibility = ["--visibility", "4s", "--batch-rows", "100"]
        let process = try AuditProcess(arguments(queue, visibility), in: work.path)
        try gate.waitUntilReached()
        process.signal(SIGKILL)
        #expect(try process.wait().signal == SIGKILL)
        try gate.open()
        try gate.waitUntilAlone()
        let before = try database.rows(of: "user_logins")
        #expect(before < 1_000)
        let isBack = try eventually(within: 30) { try queue.attributes().inFlight == 0 }
        #expect(isBack)
        let result = try AuditProcess(arguments(queue, visibility), in: work.path).wait()
        #expect(result.code == 0, "\(result)")
        let report = try work.report()
        #expect(report.reconciled == true)
        #expect(report.counts.loaded == 1_000 - before)
        #expect(try database.rows(of: "user_logins") == 1_000)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == 1_000)
        #expect(try isEmpty(queue))
    }

    @Test("A queue that is not there, and a server that is not there, leave an incomplete report")
    func missing() throws {
        let authority = try SQSServer.shared(.ministack).authority
        let port = try FreePort.find()
        for (source, code) in [
            ("sqs://\(authority)/000000000000/absent", "queue.missing"),
            ("sqs://127.0.0.1:\(port)/000000000000/q", "http."),
        ] {
            let result = try work.audit(
                "load", "--schema", Repository.contract, "--database", database.address, "--source", source, "--quiet")
            #expect(result.code == 2, "\(result)")
            let report = try work.report()
            #expect(report.run.status == .incomplete)
            #expect(report.problems.count == 1)
            #expect(report.problems.first?.code.hasPrefix(code) == true, "\(report.problems)")
            #expect(report.problems.first?.remedy.isEmpty == false)
        }
    }

    @Test("A queue is not drained into a database that nobody named")
    func unnamedDatabase() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send([Logins.valid(1)])
        let result = try work.audit(
            "load", "--schema", Repository.contract, "--source", queue.location.description)
        #expect(result.code == 64)
        #expect(result.error.contains("--database embedded"))
        #expect(try queue.attributes().visible == 1)
        #expect(!work.exists(".audit/postgres"))
    }

    @Test("A queue's name alone is enough where the AWS configuration says the rest")
    func byName() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<25).map { Logins.valid($0) })
        let name = try #require(queue.location.description.split(separator: "/").last)
        try work.write(
            "[profile night]\nregion = us-east-1\nservices = local\n[services local]\nsqs =\n"
                + "  endpoint_url = http://\(SQSServer.shared(.ministack).authority)\n", to: ".aws/config")
        try work.write(
            "[night]\naws_access_key_id = 000000000000\naws_secret_access_key = s3cr3t-access\n", to: ".aws/credentials"
        )
        let result = try AuditProcess(
            [
                "load", "--schema", Repository.contract, "--database", database.address, "--source", "sqs:\(name)",
                "--idle", "1s", "--quiet",
            ], in: work.path, environment: ["AWS_PROFILE": "night"]
        ).wait()
        #expect(result.code == 0, "\(result)")
        #expect(result.lastLine.hasPrefix("25 read: 25 loaded"))
        #expect(try isEmpty(queue))
        // Without credentials the answer says where they are looked for.
        let denied = try work.audit(
            "load", "--schema", Repository.contract, "--database", database.address, "--source", "sqs:\(name)",
            environment: ["AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "eu-central-1"])
        #expect([2, 78].contains(denied.code), "\(denied)")
        #expect((denied.error + denied.output).contains("credentials"), "\(denied)")
    }

    @Test("doctor counts the messages that wait")
    func doctor() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<7).map { Logins.valid($0) })
        let result = try work.audit(
            "doctor", "--schema", Repository.contract, "--database", database.address, "--source",
            queue.location.description)
        #expect(result.code == 0, "\(result)")
        #expect(result.lines.last == "ok       queue: 7 messages wait, 0 are in work, 0 are delayed")
    }

    @Test("What PostgreSQL did not commit stays in the queue")
    func databaseAway() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<40).map { Logins.valid($0) })
        let result = try AuditProcess(
            [
                "load", "--schema", Repository.contract, "--database",
                "postgresql://127.0.0.1:\(try FreePort.find())/x",
                "--source", queue.location.description, "--idle", "2s", "--quiet",
            ], in: work.path
        ).wait()
        #expect(result.code == 2, "\(result)")
        #expect(try queue.attributes().visible == 40)
    }
}
