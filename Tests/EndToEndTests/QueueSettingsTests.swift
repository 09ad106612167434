import Foundation
import Loader
import TestSupport
import Testing

/// How a queue is read, as flags and settings say it.
@Suite struct QueueSettingsTests {
    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
    }

    private func start(
        _ source: String, _ more: [String] = [], environment: [String: String] = [:]
    ) throws -> AuditProcess {
        try AuditProcess(
            ["load", "--schema", Repository.contract, "--database", database.address, "--source", source, "--quiet"]
                + more, in: work.path, environment: environment)
    }

    @Test(
        "So many requests wait for messages at once; on a FIFO queue one, whatever is said",
        arguments: [
            ("logins", [], [:], "", 4), ("logins", ["--receivers", "1"], [:], "", 1),
            ("logins", ["--receivers", "7"], ["AUDIT_RECEIVERS": "2"], "", 7),
            ("logins", [], ["AUDIT_RECEIVERS": "6"], "receivers: 2\n", 6), ("logins", [], [:], "receivers: 2\n", 2),
            ("logins.fifo", ["--receivers", "7"], [:], "", 1),
        ] as [(String, [String], [String: String], String, Int)])
    func receivers(
        queue: String, flags: [String], environment: [String: String], settings: String, expected: Int
    ) throws {
        try work.write(settings.isEmpty ? "{}\n" : settings, to: "audit.yaml")
        let server = try SilentServer()
        let process = try start("sqs://127.0.0.1:\(server.port)/000000000000/\(queue)", flags, environment: environment)
        defer { process.kill() }
        #expect(server.connections(upTo: expected, within: 60) == expected)
        #expect(server.connections(upTo: 20, within: 1) == expected)
    }

    @Test(
        "The number of receivers is a whole number from 1 on",
        arguments: ["0", "-1", "many", "1.5", "1025", "9223372036854775807"])
    func wrongReceivers(value: String) throws {
        let result = try start("sqs://127.0.0.1:1/000000000000/logins", ["--receivers=\(value)"]).wait()
        #expect(result.code == 64)
        #expect(result.error == "audit: --receivers: expected a whole number from 1 to 1024.\n")
    }

    @Test(
        "Values that no machine can do are refused before anything is read",
        arguments: [
            ("batch-rows", "9223372036854775807"), ("batch-rows", "10000001"), ("visibility", "1e300"),
            ("idle", "1e300"),
            ("retry-time", "9223372036854775807"),
        ])
    func tooMuch(name: String, value: String) throws {
        let result = try start("sqs://127.0.0.1:1/000000000000/logins", ["--\(name)=\(value)"]).wait()
        #expect(result.code == 64)
        #expect(result.error.hasPrefix("audit: --\(name): expected a "))
    }

    @Test("A queue's transactions are small unless asked otherwise: what waits for one cannot be received again")
    func rowsOfATransaction() throws {
        try work.write("", to: "empty")
        _ = try LoadTests.load(work, database, "--allow-empty", "empty")
        let gate = try Gate(database)
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<7_000).map { Logins.valid($0, version: $0 == 0 ? Gate.version : nil) })
        let process = try start(queue.location.description, ["--idle", "2s"])
        try gate.waitUntilReached()
        // All but the first transaction's wait in memory: they would fit into a second one of the usual size.
        #expect(try eventually(within: 60) { try queue.attributes().visible == 0 })
        try gate.open()
        let result = try process.wait()
        #expect(result.lastLine.hasPrefix("7,000 read: 7,000 loaded"), "\(result)")
        #expect(try database.count("SELECT max(last_batch) FROM audit.run") >= 3)
    }
}
