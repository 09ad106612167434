import Foundation
import Loader
import TestSupport
import Testing

/// Dead-letter queues with a real redrive policy.
@Suite struct DeadLetterTests {
    private let work: Workspace
    private let database: TestDatabase
    private let dead: TestQueue
    private let queue: TestQueue

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        dead = try TestQueue(on: .shared(.ministack))
        let policy = """
            {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:\(dead.location.queueName)",
            "maxReceiveCount": "3"}
            """
        queue = try TestQueue(on: .shared(.ministack), attributes: ["RedrivePolicy": policy])
    }

    private func load(_ queue: TestQueue, _ more: String...) throws -> AuditResult {
        try AuditProcess(
            [
                "load", "--schema", Repository.contract, "--database", database.address, "--source",
                queue.location.description, "--idle", "2s", "--quiet", "--allow-empty",
            ] + more, in: work.path
        ).wait()
    }

    @Test("What no run could finish lands in the dead-letter queue, and is loaded from there like from any other")
    func loaded() throws {
        try queue.send((0..<20).map { $0 == 4 ? Logins.withoutDevice($0) : Logins.valid($0) })
        // A table of another form than the contract's is found out before anything is received.
        try database.run("CREATE TABLE user_logins (message_id uuid)")
        #expect(try load(queue).code == 78)
        #expect(try queue.attributes().visible == 20)
        try database.run("DROP TABLE user_logins")
        #expect(try load(dead).code == 1)
        try database.run(
            """
            CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE 'away' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER away BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION away()
            """)
        // Every delivery counts, also those of runs that gave everything back: in the end the messages are moved aside.
        #expect(try load(queue, "--retry-time", "0").code == 2)
        for _ in 0..<4 where try queue.attributes().visible > 0 { _ = try load(queue, "--retry-time", "0") }
        #expect(try database.rows(of: "audit.quarantine") == 0)
        #expect(try queue.attributes().visible == 0)
        #expect(try dead.attributes().visible == 20)
        try database.run("DROP TRIGGER away ON user_logins")
        let result = try load(dead)
        #expect(result.lastLine.hasPrefix("20 read: 19 loaded, 0 replaced, 1 quarantined"), "\(result)")
        #expect(try dead.attributes().visible == 0)
        #expect(try database.rows(of: "user_logins") == 19)
    }
}
