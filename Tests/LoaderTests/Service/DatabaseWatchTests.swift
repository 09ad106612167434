import Synchronization
import Testing

@testable import Loader

/// Whether the database can be written to, looked at from a thread of its own.
@Suite struct DatabaseWatchTests {
    private func watch(
        _ connect: @escaping @Sendable () throws -> PostgresConnection
    ) throws -> DatabaseWatch {
        let watch = DatabaseWatch(milliseconds: 20, connect: connect)
        try watch.start()
        return watch
    }

    @Test("A database that answers is up; one that is cut off is down, and up again when it can be reached")
    func outage() throws {
        let address = try TestCluster.database()
        let isAway = Mutex(false)
        let last = Mutex<PostgresConnection?>(nil)
        let watch = try watch {
            if isAway.withLock({ $0 }) { throw LoaderError("database.unreachable", .incomplete, "away") }
            let connection = try PostgresConnection(address)
            last.withLock { $0 = connection }
            return connection
        }
        defer { watch.stop() }
        #expect(try watch.waitUntilUp(milliseconds: 20_000))
        isAway.withLock { $0 = true }
        last.withLock { $0 }?.abandon()
        #expect(waits { if case .down = watch.condition { true } else { false } })
        #expect(try !watch.waitUntilUp(milliseconds: 50))
        isAway.withLock { $0 = false }
        #expect(try watch.waitUntilUp(milliseconds: 20_000))
        watch.lookAgain()
        #expect(try watch.waitUntilUp(milliseconds: 20_000))
    }

    @Test("A database that takes no writes is down")
    func readOnly() throws {
        let address = try TestCluster.database()
        let watch = try watch {
            let connection = try PostgresConnection(address)
            try connection.administer("SET default_transaction_read_only = on")
            return connection
        }
        defer { watch.stop() }
        let isTold = waits {
            if case .down(let error) = watch.condition { error.code == "database.read_only" } else { false }
        }
        #expect(isTold)
        #expect(try !watch.waitUntilUp(milliseconds: 0))
    }

    @Test("What only the owner can mend is thrown")
    func refusal() throws {
        let watch = try watch { throw LoaderError("database.password", .configuration, "wrong") }
        defer { watch.stop() }
        #expect {
            _ = try watch.waitUntilUp(milliseconds: 20_000)
        } throws: { ($0 as? LoaderError)?.code == "database.password" }
    }

    @Test("An abandoned connection breaks whatever it waits for, and opens no more")
    func abandoned() throws {
        let connection = try PostgresConnection(TestCluster.database())
        let thread = try WorkerThread {
            // The statement is under way when the connection is broken.
            RetryPolicy.wait(200)
            connection.abandon()
        }
        #expect {
            try connection.execute("SELECT pg_sleep(60)")
        } throws: { ($0 as? PostgresError)?.connectionLost == true }
        thread.join()
        #expect(connection.isAbandoned)
        connection.close()
        connection.abandon()
    }

    private func waits(_ condition: () -> Bool) -> Bool {
        for _ in 0..<2_000 {
            if condition() { return true }
            RetryPolicy.wait(10)
        }
        return false
    }
}
