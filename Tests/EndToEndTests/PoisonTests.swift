import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// Messages that no program survives: here one that takes very long, which gets the program killed.
@Suite struct PoisonTests {
    /// Each level of a list is tried in two ways, and none is right at the bottom: 2 to the power of its depth, given up
    /// after a number of steps that grows with the message's size.
    private static let contract = """
        contract: trees
        version: 1.0.0
        message:
          type: object
          required: [name, tree]
          properties:
            name: {type: string}
            tree: {$ref: '#/$defs/tree'}
          $defs:
            tree:
              type: array
              items: {anyOf: [{$ref: '#/$defs/tree'}, {$ref: '#/$defs/tree'}, {const: 1}]}
        load:
          table: trees
          key: [message_id]
          columns:
            message_id: {from: $message.id, type: uuid}
            name: {from: /name, type: text}
            run_id: {from: $run.id, type: uuid}
        """

    private static func message(_ number: Int) -> String { #"{"name": "n\#(number)", "tree": [1, [1]]}"# }
    private static let poison: String = {
        let padding = String(repeating: "n", count: 200_000)
        let tree = String(repeating: "[", count: 80) + "0" + String(repeating: "]", count: 80)
        return #"{"name": "secret-poison\#(padding)", "tree": \#(tree)}"#
    }()

    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        try work.write(Self.contract, to: "trees.yaml")
    }

    private func start(_ source: [String], workers: Int = 2) throws -> AuditProcess {
        try AuditProcess(
            [
                "load", "--schema", "trees.yaml", "--database", database.address, "--quiet", "--workers", "\(workers)",
                "--batch-rows", "100",
            ] + source, in: work.path)
    }

    /// The ids in the slots of the program that runs.
    private func occupied() -> [[UInt8]] {
        let folder = "\(work.path)/.audit/intents"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".slots") }.flatMap { name -> [[UInt8]] in
            let bytes = [UInt8](FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data())
            return stride(from: 4_096, to: bytes.count, by: 64).compactMap { start in
                bytes[start + 16..<start + 24].contains { $0 != 0 } ? Array(bytes[start..<start + 16]) : nil
            }
        }
    }

    /// Kills the program once it stands at one message and does not go on; that message's id.
    private func kill(_ process: AuditProcess) throws -> [UInt8] {
        var (stuck, looks) = ([[UInt8]](), 0)
        let isStuck = eventually(within: 120) {
            usleep(200_000)
            let now = occupied()
            (stuck, looks) = now.count == 1 && now == stuck ? (stuck, looks + 1) : (now, 0)
            return looks == 8
        }
        #expect(isStuck)
        process.signal(SIGKILL)
        #expect(try process.wait().signal == SIGKILL)
        return stuck.first ?? []
    }

    /// Kills programs until two have died over the same message: a machine in trouble may keep one at another.
    private func killTwice(_ source: [String]) throws {
        var deaths: [[UInt8]: Int] = [:]
        while deaths.values.max() ?? 0 < 2, deaths.count < 5 {
            deaths[try kill(start(source)), default: 0] += 1
        }
    }

    private func expectPoisoned(of total: Int) throws {
        #expect(try database.rows(of: "trees") == total - 1)
        let entries = try database.texts(
            """
            SELECT concat_ws(' ', errors -> 0 ->> 'keyword', errors -> 0 ->> 'kind', payload_masked IS NULL,
                octet_length(sealed) > 0) FROM audit.quarantine
            """)
        #expect(entries == ["message.crashed delivery t t"])
        let report = try work.report("trees")
        #expect(report.reconciled == true)
        #expect(report.checks.first { $0.id == "message:crashed" }?.failureCount == 1)
        // Nothing is left of it but the empty list.
        #expect(occupied().isEmpty)
        #expect(try work.text(".audit/intents/suspects.json").contains(#""suspects":[]"#))
        #expect(try !work.text("reports/trees/latest/audit.json").contains("secret"))
    }

    @Test("A message that killed the program twice is quarantined unparsed, and all others of the file are loaded")
    func file() throws {
        let lines = (0..<3_000).map { $0 == 1_500 ? Self.poison : Self.message($0) }
        try work.write(lines.joined(separator: "\n"), to: "trees.ndjson")
        try killTwice(["trees.ndjson"])
        #expect(try database.rows(of: "audit.quarantine") == 0)
        let result = try start(["trees.ndjson"]).wait()
        #expect(result.code == 0, "\(result)")
        #expect(result.lastLine.contains("1 quarantined, 0 released"))
        try expectPoisoned(of: 3_000)
        let again = try start(["trees.ndjson"])
        // It is a message like any other again: whoever has a better program may try.
        #expect(try !kill(again).isEmpty)
    }

    @Test("A message of a queue that killed the program twice is quarantined unparsed, and the queue is drained")
    func queue() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send((0..<150).map(Self.message))
        try queue.send([Self.poison])
        try queue.send((151..<300).map(Self.message))
        let source = ["--source", queue.location.description, "--idle", "4s", "--visibility", "3s"]
        try killTwice(source)
        let isBack = try eventually(within: 30) { try queue.attributes().inFlight == 0 }
        #expect(isBack)
        let result = try start(source).wait()
        #expect(result.code == 0, "\(result)")
        try expectPoisoned(of: 300)
        #expect(try database.rows(of: "audit.quarantine", where: "receive_count >= 3") == 1)
        #expect(try queue.attributes().visible == 0)
        #expect(try queue.attributes().inFlight == 0)
    }

    @Test("A run that ends in order leaves no file, and one that cannot write its state still loads")
    func orderly() throws {
        try work.write((0..<50).map(Self.message).joined(separator: "\n"), to: "trees.ndjson")
        let result = try start(["trees.ndjson"]).wait()
        #expect(result.code == 0, "\(result)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(work.path)/.audit/intents") == ["lock"])
        try FileManager.default.removeItem(atPath: "\(work.path)/.audit/intents")
        try work.write("a file", to: ".audit/intents")
        let second = try start(["trees.ndjson"]).wait()
        #expect(second.code == 0, "\(second)")
        #expect(second.error.contains(".audit/intents/lock cannot be written: Not a directory."))
        #expect(try database.rows(of: "trees") == 50)
    }
}
