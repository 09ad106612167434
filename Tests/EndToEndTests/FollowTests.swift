import Foundation
import Loader
import Reporting
import TestSupport
import Testing
import Validator

/// `audit load --follow`: a service over a real queue and a real database.
@Suite struct FollowTests {
    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
    }

    private func queue(_ count: Int = 0) throws -> TestQueue {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<count).map { $0 % 50 == 7 ? Logins.withoutDevice($0) : Logins.valid($0) })
        return queue
    }

    /// Makes the tables, so that a gate can be put up.
    private func makeTables() throws {
        try work.write("", to: "empty")
        _ = try LoadTests.load(work, database, "--allow-empty", "--reports", "elsewhere", "empty")
    }

    private func expectOnce(_ count: Int, quarantined: Int = 0, in database: TestDatabase? = nil) throws {
        let database = database ?? self.database
        #expect(try database.rows(of: "user_logins") == count - quarantined)
        #expect(try database.count("SELECT count(DISTINCT user_id) FROM user_logins") == count - quarantined)
        #expect(try database.rows(of: "audit.quarantine") == quarantined)
    }

    // MARK: Windows

    @Test("Windows roll by --max-messages, to the message; each reconciles, and metrics and sums are what was sent")
    func windowsByCount() throws {
        let queue = try queue(2_500)
        let service = try Follower(queue, database.address, in: work, "--max-messages", "1000", "--batch-rows", "300")
        try service.wait(untilAcknowledged: 2_500)
        #expect(service.status("/livez") == 200)
        #expect(service.status("/healthz") == 200)
        #expect(service.status("/readyz") == 200)
        try expectCounters(of: service)
        let result = try service.end()
        #expect(result.code == 143, "\(result)")
        let reports = try service.reports
        #expect(reports.map(\.counts.read) == [1_000, 1_000, 500])
        #expect(reports.allSatisfy { $0.reconciled == true && $0.counts.acknowledged == $0.counts.read }, "\(result)")
        #expect(reports.allSatisfy { $0.verdict == .warned })
        #expect(reports.sum(\.loaded) == 2_450)
        #expect(reports.sum(\.quarantined) == 50)
        #expect(Set(reports.map(\.run.id)).count == 3)
        #expect(try work.report().run.id == reports.last?.run.id)
        #expect(result.lines.dropLast().map { $0.prefix(11) } == ["1,000 read:", "1,000 read:", "500 read: 4"])
        #expect(
            result.lastLine
                == "2,500 read in 3 windows: 2,450 loaded, 0 replaced, 50 quarantined, 0 released in N s. 3 warned")
        try expectOnce(2_500, quarantined: 50)
        #expect(
            try database.texts("SELECT concat_ws(' ', status, read) FROM audit.run ORDER BY started_at, run_id")
                == ["warned 1000", "warned 1000", "warned 500"])
        #expect(try queue.attributes().visible == 0)
    }

    /// The metrics are well-formed for both parsers of the Python client, and count what the database holds.
    private func expectCounters(of service: Follower) throws {
        #expect(eventually { service.metric("audit_queue_messages{state=\"visible\"}") != nil })
        for open in [true, false] {
            try work.write(service.metrics(open: open), to: "metrics")
            let module = open ? "prometheus_client.openmetrics.parser" : "prometheus_client.parser"
            let (output, code) = try TestPython.run(
                """
                import sys
                from \(module) import text_string_to_metric_families as parse
                for family in parse(open(sys.argv[1]).read()):
                    print(family.name, family.type, family.unit, len(family.samples))
                """, "\(work.path)/metrics")
            #expect(code == 0, "\(output)")
            #expect(output.contains("audit_messages counter"), "\(output)")
            #expect(output.contains(open ? "audit_batch_seconds histogram seconds" : "audit_batch_seconds histogram"))
            #expect(output.contains(open ? "audit_build info" : "audit_build_info gauge"), "\(output)")
        }
        let expected = [
            "audit_messages_total{outcome=\"loaded\"}": try database.rows(of: "user_logins"),
            "audit_messages_total{outcome=\"quarantined\"}": try database.rows(of: "audit.quarantine"),
            "audit_messages_total{outcome=\"replaced\"}": 0, "audit_messages_total{outcome=\"released\"}": 0,
            "sqs_message_receive_succeeded_total": 2_500, "audit_in_flight_messages": 0, "audit_ready": 1,
            "audit_database_up": 1, "audit_queue_up": 1, "audit_oldest_message_age_seconds": 0,
            "audit_batch_seconds_count": try database.count("SELECT sum(last_batch) FROM audit.run"),
            "audit_build_info{version=\"\(AuditVersion.current)\"}": 1, "audit_runs_total{status=\"warned\"}": 2,
        ]
        for (sample, value) in expected { #expect(service.metric(sample) == Double(value), "\(sample)") }
        #expect((service.metric("audit_received_bytes_total") ?? 0) > 100_000)
        #expect(try !service.metrics().contains(Logins.user(1)))
    }

    @Test("Windows roll by --every from their first message; an idle queue makes neither runs nor reports")
    func windowsByTime() throws {
        let queue = try queue()
        let service = try Follower(queue, database.address, in: work, "--every", "1s")
        try service.wait()
        sleep(3)
        #expect(try service.reports.isEmpty)
        #expect(try database.rows(of: "audit.run") == 0)
        for round in 1...2 {
            try queue.send((0..<120).map { Logins.valid(round * 1_000 + $0) })
            try service.wait(untilAcknowledged: round * 120)
            #expect(eventually { (try? service.reports.sum(\.loaded)) == round * 120 })
        }
        let count = try service.reports.count
        sleep(3)
        #expect(try service.reports.count == count)
        let result = try service.end(SIGINT)
        #expect(result.code == 130, "\(result)")
        #expect(try service.reports.allSatisfy { $0.reconciled == true && $0.verdict == .passed })
        try expectOnce(240)
    }

    @Test("A service that got no message ends with one line that says so")
    func idle() throws {
        let service = try Follower(try queue(), database.address, in: work)
        try service.wait()
        let result = try service.end()
        #expect(result.code == 143)
        #expect(
            result.lines.map { $0.replacing(#/ in [0-9.]+ s\./#, with: " in N s.") } == [
                "0 read in 0 windows: 0 loaded, 0 replaced, 0 quarantined, 0 released in N s. no message came"
            ])
        #expect(!work.exists("reports"))
        #expect(try database.rows(of: "audit.run") == 0)
    }

    @Test("--json prints one object a line: each window's audit, then the sums")
    func json() throws {
        let queue = try queue(100)
        let service = try Follower(queue, database.address, in: work, "--max-messages", "60", "--json")
        try service.wait(untilAcknowledged: 100)
        let result = try service.end()
        let lines = try result.lines.map { try JSONValue.parse($0) }
        #expect(lines.count == 3, "\(result)")
        #expect(try lines.prefix(2).map { try AuditReport(json: $0).counts.read } == [60, 40])
        #expect(lines.last?["follow"]?["windows"]?.int == 2)
        #expect(lines.last?["follow"]?["counts"]?["read"]?.int == 100)
        let runs = lines.last?["follow"]?["runs"]
        #expect((runs?["passed"]?.int ?? 0) + (runs?["warned"]?.int ?? 0) + (runs?["failed"]?.int ?? 0) == 2)
    }

    @Test("Two services share a queue: everything is loaded once, and all windows of both reconcile")
    func two() throws {
        let other = try Workspace(keyring: true)
        let queue = try queue()
        let services = [
            try Follower(queue, database.address, in: work, "--max-messages", "200", "--batch-rows", "100"),
            try Follower(queue, database.address, in: other, "--max-messages", "200", "--batch-rows", "100"),
        ]
        for service in services { try service.wait() }
        try queue.send((0..<1_500).map { Logins.valid($0) })
        let isDone = eventually(within: 120) {
            services.reduce(0) { $0 + ($1.metric("sqs_message_delete_succeeded_total") ?? 0) } == 1_500
        }
        #expect(isDone)
        for service in services { #expect(try service.end().code == 143) }
        let reports = try services.flatMap { try $0.reports }
        #expect(reports.allSatisfy { $0.reconciled == true })
        #expect(reports.sum(\.loaded) == 1_500)
        try expectOnce(1_500)
    }

    // MARK: The end

    @Test("Asked to end, a service commits what is in work, gives the rest back, and loses and doubles nothing")
    func drain() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<1_500).map { Logins.valid($0, version: $0 == 700 ? Gate.version : nil) })
        try makeTables()
        let gate = try Gate(database)
        let service = try Follower(queue, database.address, in: work, "--batch-rows", "100", "--workers", "1")
        try gate.waitUntilReached()
        service.process.signal(SIGTERM)
        #expect(eventually { service.status("/readyz") == 503 })
        #expect(service.status("/livez") == 200)
        try gate.open()
        let result = try service.process.wait(seconds: 60)
        #expect(result.code == 143, "\(result)")
        let rows = try database.rows(of: "user_logins")
        let reports = try service.reports
        #expect(reports.allSatisfy { $0.reconciled == true && $0.verdict == .passed }, "\(result)")
        #expect(rows > 0 && reports.sum(\.loaded) == rows)
        #expect(try queue.attributes().inFlight == 0)
        #expect(try queue.attributes().visible == 1_500 - rows)
        let second = try Follower(queue, database.address, in: work)
        try second.wait(untilAcknowledged: 1_500 - rows)
        #expect(try second.end().code == 143)
        try expectOnce(1_500)
    }

    @Test("When the grace is over, what hangs is given back without waiting, and the report says incomplete")
    func grace() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<120).map { Logins.valid($0, version: $0 == 60 ? Gate.version : nil) })
        try makeTables()
        let gate = try Gate(database)
        let service = try Follower(
            queue, database.address, in: work, "--batch-rows", "20", "--workers", "1", "--grace", "20s")
        try gate.waitUntilReached()
        // A quarter of the grace, five seconds at most, is kept for giving back: enough for so few messages also where
        // the queue's server is busy.
        let result = try service.end()
        #expect(result.code == 143, "\(result)")
        #expect(result.error.contains("The grace is nearly over"))
        #expect(try service.reports.last?.verdict == .incomplete, "\(result)")
        // At once: not when a visibility timeout is over.
        let left = try queue.attributes()
        #expect(left.inFlight == 0, "\(left) \(result)")
        try gate.open()
        try gate.waitUntilAlone()
        let rows = try database.rows(of: "user_logins")
        #expect(rows < 120)
        let second = try Follower(queue, database.address, in: work)
        #expect(eventually(within: 90) { (try? database.rows(of: "user_logins")) == 120 })
        #expect(eventually { (try? queue.attributes().inFlight) == 0 })
        #expect(try second.end().code == 143)
        try expectOnce(120)
        #expect(try queue.attributes().visible == 0)
    }

    @Test("Killed in a window and started again: nothing lost, nothing doubled")
    func killed() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<1_000).map { Logins.valid($0, version: $0 == 600 ? Gate.version : nil) })
        try makeTables()
        let gate = try Gate(database)
        let service = try Follower(
            queue, database.address, in: work, "--batch-rows", "100", "--visibility", "4s", "--max-messages", "400")
        try gate.waitUntilReached()
        service.process.signal(SIGKILL)
        #expect(try service.process.wait().signal == SIGKILL)
        try gate.open()
        try gate.waitUntilAlone()
        let second = try Follower(queue, database.address, in: work, "--visibility", "4s", "--max-messages", "400")
        #expect(eventually(within: 90) { (try? database.rows(of: "user_logins")) == 1_000 })
        #expect(eventually(within: 30) { (try? queue.attributes()).map { $0.visible + $0.inFlight } == 0 })
        let result = try second.end()
        #expect(result.code == 143, "\(result)")
        #expect(try Follower.reports(in: work).allSatisfy { $0.reconciled == true })
        try expectOnce(1_000)
    }

    // MARK: Outages

    @Test("A database that is stopped and started again ends nothing: not ready meanwhile, and nothing is lost")
    func databaseOutage() throws {
        let place = try TemporaryDirectory()
        let cluster = try EmbeddedCluster(directory: place.path + "/postgres")
        defer { try? cluster.stop() }
        let address = try cluster.start()
        try cluster.stop()
        let queue = try queue(300)
        let service = try Follower(queue, address, in: work)
        #expect(eventually { service.status("/livez") == 200 })
        #expect(service.status("/readyz") == 503)
        #expect(try queue.attributes().visible == 300)
        _ = try cluster.start()
        try service.wait()
        try service.wait(untilAcknowledged: 300)
        for round in 1...2 {
            try cluster.stop()
            try service.wait(untilReady: false)
            #expect(service.status("/livez") == 200)
            sleep(2)
            try queue.send((0..<200).map { Logins.valid(round * 1_000 + $0) })
            sleep(2)
            // Polls that were under way bring what they were asked for; no more is received than that.
            #expect(try queue.attributes().visible >= 160)
            _ = try cluster.start()
            try service.wait()
            try service.wait(untilAcknowledged: 300 + round * 200)
        }
        let result = try service.end()
        #expect(result.code == 143, "\(result)")
        try expectOnce(700, quarantined: 6, in: TestDatabase(address))
        #expect(try queue.attributes().visible == 0)
    }

    @Test("A queue that hangs ends nothing: not ready while it is silent, and then everything is loaded")
    func queueOutage() throws {
        let server = try SQSServer(.ministack)
        let queue = try TestQueue(on: server)
        try queue.send((0..<100).map { Logins.valid($0) })
        let service = try Follower(
            queue, database.address, in: work, "--retry-time", "2s", "--grace", "5s", "--visibility", "5s")
        try service.wait(untilAcknowledged: 100)
        server.suspend()
        try service.wait(untilReady: false)
        #expect(service.status("/livez") == 200)
        #expect(service.metric("audit_queue_up") == 0)
        #expect(service.metric("audit_database_up") == 1)
        server.resume()
        try service.wait()
        try queue.send((100..<200).map { Logins.valid($0) })
        #expect(eventually(within: 60) { (try? database.rows(of: "user_logins")) == 200 })
        #expect(eventually(within: 60) { (try? queue.attributes()).map { $0.visible + $0.inFlight } == 0 })
        #expect(service.metric("audit_queue_up") == 1)
        let result = try service.end()
        #expect(result.code == 143, "\(result)")
        #expect(try service.reports.allSatisfy { $0.reconciled == true }, "\(result)")
        try expectOnce(200)
    }

    @Test("A service whose queue is silent ends with its grace, and what it held comes back by itself")
    func graceWithoutQueue() throws {
        let server = try SQSServer(.ministack)
        let queue = try TestQueue(on: server)
        try queue.send((0..<60).map { Logins.valid($0) })
        let service = try Follower(
            queue, database.address, in: work, "--retry-time", "2s", "--grace", "6s", "--visibility", "5s")
        try service.wait(untilAcknowledged: 60)
        server.suspend()
        try service.wait(untilReady: false)
        let start = ContinuousClock.now
        let result = try service.end()
        #expect(ContinuousClock.now - start < .seconds(30), "\(result)")
        #expect(result.code == 143, "\(result)")
        server.resume()
        try queue.send((60..<80).map { Logins.valid($0) })
        let next = try Follower(queue, database.address, in: work, "--visibility", "5s")
        #expect(eventually(within: 60) { (try? database.rows(of: "user_logins")) == 80 })
        #expect(try next.end().code == 143)
        try expectOnce(80)
    }

    @Test("What only the owner can mend ends the service: a table that differs from the contract")
    func mismatch() throws {
        try database.run("CREATE TABLE user_logins (message_id int PRIMARY KEY)")
        let queue = try queue(10)
        let result = try Follower(queue, database.address, in: work).process.wait(seconds: 60)
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains("differs from the contract"))
        #expect(try queue.attributes().visible == 10)
    }

    @Test("A contract that fits no more ends the service, and what had not been loaded goes back")
    func mismatchLater() throws {
        let queue = try queue()
        let service = try Follower(queue, database.address, in: work, "--max-messages", "10")
        try service.wait()
        try queue.send((0..<10).map { Logins.valid($0) })
        try service.wait(untilAcknowledged: 10)
        #expect(eventually { (try? service.reports.count) == 1 })
        try database.run("ALTER TABLE user_logins DROP COLUMN masked_ip")
        try queue.send((10..<20).map { Logins.valid($0) })
        let result = try service.process.wait(seconds: 60)
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains("masked_ip"))
        #expect(try queue.attributes().visible == 10)
        #expect(try queue.attributes().inFlight == 0)
    }

    @Test("A window that cannot prove what it did is incomplete; the next one waits, and nothing is lost")
    func incomplete() throws {
        try makeTables()
        try database.run(
            """
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'disk' USING ERRCODE = '58030'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION fail()
            """)
        let queue = try TestQueue(on: .shared(.ministack))
        let service = try Follower(queue, database.address, in: work, "--max-messages", "30")
        try service.wait()
        try queue.send((0..<50).map { Logins.valid($0) })
        #expect(eventually(within: 90) { (service.metric("audit_runs_total{status=\"incomplete\"}") ?? 0) >= 2 })
        try service.wait(untilReady: false)
        #expect(try database.rows(of: "user_logins") == 0)
        try database.run("DROP TRIGGER fail ON user_logins")
        try service.wait(untilAcknowledged: 50)
        try service.wait()
        let released = service.metric("audit_messages_total{outcome=\"released\"}")
        let result = try service.end()
        #expect(result.code == 143, "\(result)")
        let reports = try service.reports
        #expect(reports.first?.verdict == .incomplete)
        #expect(reports.last?.verdict == .passed)
        #expect(reports.filter { $0.verdict == .incomplete }.allSatisfy { $0.counts.released == $0.counts.read })
        #expect(reports.sum(\.loaded) == 50)
        #expect(Double(reports.sum(\.released)) == released)
        try expectOnce(50)
    }

    @Test("A report that cannot be written is told, and the service goes on")
    func unwritable() throws {
        try work.write("a file", to: "reports")
        let queue = try queue(40)
        let service = try Follower(queue, database.address, in: work, "--max-messages", "20")
        try service.wait(untilAcknowledged: 40)
        #expect(eventually { (service.metric("audit_reports_failed_total") ?? 0) >= 1 })
        let result = try service.end()
        #expect(result.code == 143)
        #expect(result.lastLine.hasSuffix("2 reports not written"), "\(result)")
        #expect(result.lines.dropLast().allSatisfy { $0.contains("INCOMPLETE") && !$0.contains("PASSED") }, "\(result)")
        try expectOnce(40, quarantined: 1)
    }
}
