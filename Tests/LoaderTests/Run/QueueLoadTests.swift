import Reporting
import Synchronization
import Testing

@testable import Loader

/// Loads of a queue where something does not go as it should: what the report says, and what the queue is told.
@Suite("A load of a queue")
struct QueueLoadTests {
    private static let names = (0..<25).map { "m\($0)" }

    @Test("tells of bodies that never came as they were sent, and leaves them in the queue")
    func damaged() throws {
        let queue = FaultyQueue(
            Self.names, body: QueueLoad.body,
            checksum: { $0 == "m5" ? "ffffffffffffffffffffffffffffffff" : nil })
        let server = try StubServer { request, _ in queue.answer(request) }
        let report = try QueueLoad(server).run.perform()
        #expect(report.counts.read == 24 && report.counts.loaded == 24 && report.reconciled == true)
        let check = try #require(report.check("delivery:intact"))
        #expect(check.status == .warned && check.measured == 1 && check.failureCount == 1 && check.kind == .delivery)
        #expect(report.run.status == .warned)
        #expect(queue.state.withLock { $0.deletions["m5"] } == nil)
    }

    @Test("tells of messages that came again while they were in work, and warns of nothing")
    func repeated() throws {
        let queue = FaultyQueue(Self.names + ["m3", "m4"], body: QueueLoad.body)
        let server = try StubServer { request, _ in queue.answer(request) }
        let report = try QueueLoad(server).run.perform()
        #expect(report.counts.read == 27 && report.counts.loaded == 25 && report.counts.replaced == 2)
        let check = try #require(report.check("delivery:delivered_once"))
        #expect(check.status == .passed && check.measured == 2)
        #expect(report.check("delivery:intact")?.status == .passed)
        #expect(report.run.status == .passed && report.reconciled == true)
    }

    @Test("warns of messages that could not be kept hidden while they were in work")
    func exposed() throws {
        let queue = FaultyQueue(Self.names, body: QueueLoad.body)
        let server = try StubServer { request, _ in
            request.action.hasPrefix("ChangeMessage") ? .fault("AccessDenied", status: 403) : queue.answer(request)
        }
        let load = try QueueLoad(server) { $0.visibilityTimeout = 1 }
        try load.makeTables()
        try load.database.administer(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION slow()
            """)
        let report = try load.run.perform()
        #expect(report.counts.loaded == 25 && report.reconciled == true)
        let check = try #require(report.check("delivery:hidden"))
        #expect(check.status == .warned && check.measured == 25)
        #expect(report.run.status == .warned)
    }

    /// Has every insert fail until the trigger was called so often: sequences survive rollbacks.
    private func failing(_ load: QueueLoad, _ sqlstate: String, times: Int) throws {
        try load.makeTables()
        try load.database.administer(
            """
            CREATE SEQUENCE calls;
            CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('calls') <= \(times) THEN RAISE 'away' USING ERRCODE = '\(sqlstate)'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER away BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION away()
            """)
    }

    @Test("pauses the queue while the database is away, and goes on when it is back")
    func pauses() throws {
        let queue = FaultyQueue(Self.names, body: QueueLoad.body)
        let server = try StubServer { request, _ in queue.answer(request) }
        let load = try QueueLoad(server)
        try failing(load, "57P03", times: 4)
        let report = try load.run.perform()
        #expect(load.source.calls == ["pause", "resume"])
        #expect(report.counts.loaded == 25 && report.counts.acknowledged == 25 && report.reconciled == true)
        #expect(report.problems.isEmpty)
    }

    @Test("ends where the queue refuses to delete for good: what is committed would come again and again")
    func undeletable() throws {
        let queue = FaultyQueue((0..<400).map { "m\($0)" }, body: QueueLoad.body)
        let server = try StubServer { request, _ in
            request.action == "DeleteMessageBatch" ? .fault("AccessDenied", status: 403) : queue.answer(request)
        }
        let load = try QueueLoad(server) {
            $0.idleSeconds = nil
            $0.maxUnprocessed = 40
        } request: {
            $0.batchRows = 10
        }
        let report = try load.run.perform()
        #expect(report.run.status == .incomplete)
        #expect(report.problems.first?.code == "queue.denied")
        #expect(report.problems.first?.remedy.contains("sqs:DeleteMessage") == true)
        #expect(report.counts.acknowledged == 0)
        #expect((report.counts.loaded ?? 0) > 0 && (report.counts.read ?? 0) < 400)
        #expect(report.counts.read == (report.counts.loaded ?? 0) + (report.counts.released ?? 0))
    }

    @Test("ends soon where it is asked to, or its time is over, while the database is away", arguments: [true, false])
    func endsWhileAway(isSignal: Bool) throws {
        let queue = FaultyQueue(Self.names, body: QueueLoad.body)
        let server = try StubServer { request, _ in queue.answer(request) }
        let load = try QueueLoad(server) {
            $0.idleSeconds = nil
        } request: {
            $0.retrySeconds = 3_600
            $0.maxSeconds = isSignal ? nil : 2
        }
        try failing(load, "57P03", times: .max)
        let interruption = Interruption()
        let source = load.source
        _ = try WorkerThread {
            while source.calls.isEmpty { RetryPolicy.wait(10) }
            if isSignal { _ = interruption.request(signal: 15) }
        }
        let report = try load.run.perform(interruption: interruption)
        #expect(report.run.status == (isSignal ? .interrupted : .incomplete))
        #expect(report.problems.first?.message.contains("before the run had to end") == true)
        #expect(report.counts.released == report.counts.read && report.counts.loaded == 0)
    }

    @Test("ends incomplete when the time for retries is over, and gives everything back")
    func givesUp() throws {
        let queue = FaultyQueue(Self.names, body: QueueLoad.body)
        let server = try StubServer { request, _ in queue.answer(request) }
        let load = try QueueLoad(server) {
            $0.idleSeconds = nil
        } request: {
            $0.retrySeconds = 0.5
        }
        try failing(load, "53100", times: .max)
        let report = try load.run.perform()
        #expect(report.run.status == .incomplete)
        #expect(report.problems.map(\.code) == ["database.unavailable"])
        #expect(report.counts.read == report.counts.released && report.counts.loaded == 0)
        #expect(report.counts.quarantined == 0 && report.counts.acknowledged == 0)
        #expect(queue.state.withLock { $0.deletions }.isEmpty)
        #expect(try load.count("SELECT count(*) FROM audit.quarantine") == 0)
        // Nothing stays hidden: what was released came back, and what came behind it went back too.
        #expect(Set(queue.state.withLock { $0.released }).isSubset(of: Set(Self.names)))
        #expect(load.source.calls == ["pause", "resume"])
    }

    @Test("is proven over a new session where the old one is cut behind the last commit")
    func cutBeforeProof() throws {
        let queue = FaultyQueue(Self.names, body: QueueLoad.body)
        let server = try StubServer { request, _ in queue.answer(request) }
        let load = try QueueLoad(server)
        let (address, own) = (load.address, try load.count("SELECT pg_backend_pid()"))
        load.source.onAcknowledge {
            _ = try? PostgresConnection(address).administer(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), \(own))
                """)
        }
        let report = try load.run.perform()
        #expect(report.reconciled == true && report.problems.isEmpty && report.counts.loaded == 25)
        #expect(try load.count("SELECT count(*) FROM audit.run WHERE status = 'passed'") == 1)
    }

    @Test("shows the reviewer the SQLSTATE of a row that the database cannot take, and loads the others")
    func delivery() throws {
        let queue = FaultyQueue(Self.names, body: QueueLoad.body)
        let server = try StubServer { request, _ in queue.answer(request) }
        let load = try QueueLoad(server)
        try load.makeTables()
        try load.database.administer(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.user_id = '\(Self.userID("m7"))' THEN RAISE 'no %', NEW USING ERRCODE = 'MY001'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION refuse()
            """)
        let report = try load.run.perform()
        #expect(report.counts.loaded == 24 && report.counts.quarantined == 1 && report.reconciled == true)
        #expect(report.counts.acknowledged == 25)
        #expect(report.check("database:accepts")?.failureCount == 1)
        let errors = try load.database.execute("SELECT errors::text FROM audit.quarantine").text(0, 0) ?? ""
        #expect(errors.contains(#""kind": "delivery""#) && errors.contains(#""keyword": "database.MY001""#))
        #expect(!errors.contains(Self.userID("m7")))
    }

    private static func userID(_ name: String) -> String { String(QueueLoad.body(name).dropFirst(13).prefix(36)) }

    @Test("acknowledges no message that could not be sealed for the quarantine, and is incomplete")
    func unsealed() throws {
        let queue = FaultyQueue(Self.names, body: { $0 == "m7" ? "no JSON" : QueueLoad.body($0) })
        let server = try StubServer { request, _ in queue.answer(request) }
        let load = try QueueLoad(server) { $0.receivers = 1 }
        for judge in load.run.judges {
            judge.entries?.sealer = try Sealer(.ephemeral(), contract: "user_logins", counter: .max)
        }
        let report = try load.run.perform()
        #expect(report.run.status == .incomplete)
        #expect(report.problems.map(\.code) == ["seal.failed"])
        #expect(queue.state.withLock { $0.deletions["m7"] } == nil)
        #expect(queue.state.withLock { $0.released.contains("m7") })
        #expect(try load.count("SELECT count(*) FROM audit.quarantine") == 0)
        #expect(report.counts.read == (report.counts.loaded ?? 0) + (report.counts.released ?? 0))
    }

    @Test("acknowledges no refused row that could not be sealed either")
    func unsealedRefusal() throws {
        let load = try TestLoad(
            try TestCluster.migrated(),
            refusedEntry: { _, _, _ in
                throw LoaderError("seal.failed", .incomplete, "no")
            })
        let error = #expect(throws: LoaderError.self) { try load.write([TestRow(1), TestRow(2, "far too long")]) }
        #expect(error?.code == "seal.failed")
        #expect(try load.int("SELECT count(*) FROM t") == 0)
    }
}
