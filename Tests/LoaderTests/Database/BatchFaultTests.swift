import Synchronization
import Testing

@testable import Loader

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Batches under faults", .serialized)
struct BatchFaultTests {
    @Test("lose and double nothing when the server is killed again and again")
    func killedServer() async throws {
        let cluster = try EmbeddedCluster(directory: try ServerDirectory.make() + "/.audit/postgres")
        let string = try cluster.start()
        let connection = try PostgresConnection(string)
        try Migrator(connection).migrate()
        let load = try TestLoad(connection, retrySeconds: 60)
        let isDone = Atomic<Bool>(false)
        let killer = Thread {
            var kills = 0
            while !isDone.load(ordering: .acquiring) {
                usleep(150_000)
                guard let server = cluster.status.process, kills < 4 else { continue }
                kill(pid_t(server), SIGKILL)
                kills += 1
                _ = try? cluster.start()
            }
            return kills
        }
        var outcome = BatchOutcome()
        var batches = 0
        while batches < 150 || killer.isRunning && batches < 2000 {
            let rows = (0..<200).map { TestRow(batches * 200 + $0) }
            let one = try load.write(rows, invalid: [.test(10_000_000 + batches)])
            outcome.loaded += one.loaded
            outcome.replaced += one.replaced
            outcome.quarantined += one.quarantined
            batches += 1
            if batches == 150 { isDone.store(true, ordering: .releasing) }
        }
        isDone.store(true, ordering: .releasing)
        #expect(killer.join() > 0)
        #expect(outcome == BatchOutcome(loaded: batches * 200, replaced: 0, quarantined: batches))
        #expect(try load.int("SELECT count(*) FROM t") == batches * 200)
        let run = try #require(try load.record())
        #expect(run.lastBatch == batches && run.counts.loaded == batches * 200 && run.quarantineHeld == batches)
        #expect(try load.writer.verify().agrees)
        connection.close()
        try cluster.stop()
    }

    @Test("are written once when the session ends during the commit")
    func lostConfirmation() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        try Migrator(connection).migrate()
        let load = try TestLoad(connection)
        // A deferred trigger runs during COMMIT; it ends the session once, before the commit is done.
        try connection.administer(
            """
            CREATE SEQUENCE once;
            CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('once') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION hang_up()
            """)
        #expect(try load.write([TestRow(1), TestRow(2)]) == BatchOutcome(loaded: 2))
        #expect(try load.record()?.counts.loaded == 2)
        #expect(try load.record()?.lastBatch == 1)
        #expect(try load.writer.verify().agrees)
    }

    @Test("are written once when only the confirmation of the commit is lost")
    func swallowedConfirmation() throws {
        let string = try TestCluster.database()
        let host = try #require(string.split(separator: "'").dropFirst().first.map(String.init))
        let relay = try SocketRelay(to: host)
        _ = Thread { relay.run() }
        let direct = try PostgresConnection(string)
        try Migrator(direct).migrate()
        let load = try TestLoad(PostgresConnection(string.replacingLast(host, with: relay.directory)))
        try load.write([TestRow(1)])
        relay.swallowNextCommit()
        #expect(
            try load.write([TestRow(2), TestRow(3)], invalid: [.test(9)]) == BatchOutcome(loaded: 2, quarantined: 1))
        #expect(!relay.isWaiting)
        let run = try #require(try RunStore(direct).show(load.run))
        #expect(run.lastBatch == 2 && run.counts.loaded == 3 && run.counts.replaced == 0 && run.rowsHeld == 3)
        #expect(try load.write([TestRow(4)]) == BatchOutcome(loaded: 1))
        #expect(try load.writer.verify().agrees)
    }

    @Test("end with a clear error when the server stays away")
    func serverGone() throws {
        let cluster = try EmbeddedCluster(directory: try ServerDirectory.make() + "/.audit/postgres")
        let connection = try PostgresConnection(try cluster.start())
        try Migrator(connection).migrate()
        let load = try TestLoad(connection, retrySeconds: 0.3)
        try load.write([TestRow(1)])
        try cluster.stop()
        let error = #expect(throws: LoaderError.self) { try load.write([TestRow(2)]) }
        #expect(error?.code == "database.unavailable" && error?.kind == .incomplete)
        _ = try cluster.start()
        #expect(try load.write([TestRow(2)]) == BatchOutcome(loaded: 1))
        #expect(try load.writer.verify().agrees)
        connection.close()
        try cluster.stop()
    }

    @Test("of two writers that merge the same keys in opposite orders never wait in a circle")
    func oppositeOrders() async throws {
        let string = try TestCluster.database()
        try Migrator(PostgresConnection(string)).migrate()
        try TargetTable(.byMessage).ensure(PostgresConnection(string))
        let writers = [1, 2].map { number in
            Thread {
                let load = try? TestLoad(PostgresConnection(string), run: .run(number), retrySeconds: 60)
                let rows = (0..<400).map { TestRow($0, "r\(number)") }
                for _ in 0..<25 { _ = try? load?.write(number == 1 ? rows : rows.reversed(), invalid: [.test(5000)]) }
                return try? load?.record()?.lastBatch
            }
        }
        #expect(writers.map { $0.join() } == [25, 25])
        let connection = try PostgresConnection(string)
        let held = try RunStore(connection).list().map(\.rowsHeld)
        #expect(held.reduce(0, +) == 400)
        for run in [MessageID.run(1), .run(2)] {
            #expect(try RunStore(connection).heldCounts(run, plan: .byMessage, contract: "logins").agrees)
        }
        // The server counts deadlocks; statistics come late, so ask for them until they tell of the commits.
        let count = try connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        #expect(count.int(0, 0) == 0)
    }
}

/// A thread with a result, for calls that block.
private final class Thread<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    init(_ body: @escaping @Sendable () -> Value) {
        let box = Unmanaged.passRetained(Body { self.finish(body()) })
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    var isRunning: Bool { value.withLock { $0 == nil } }

    func join() -> Value {
        while true {
            if let value = value.withLock({ $0 }) { return value }
            usleep(2000)
        }
    }

    private func finish(_ result: Value) { value.withLock { $0 = result } }
}

private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}
