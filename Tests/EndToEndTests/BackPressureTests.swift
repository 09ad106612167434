import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// Loads whose database stands still: what waits is bounded, and so is the memory.
@Suite(.serialized) struct BackPressureTests {
    private static let mostMebibytes = 150

    private let work: Workspace
    private let database: TestDatabase

    /// A message of about 2 KiB.
    private static let contract = """
        contract: notes
        version: 1.0.0
        message:
          type: object
          required: [number, note]
          properties:
            number: {type: integer}
            note: {type: string}
        load:
          table: notes
          key: [message_id]
          columns:
            message_id: {from: $message.id, type: uuid}
            number: {from: /number, type: integer}
            note: {from: /note, type: text}
            run_id: {from: $run.id, type: uuid}
        """

    private static func message(_ number: Int, bytes: Int) -> String {
        #"{"number": \#(number), "note": ""# + String(repeating: "n", count: bytes) + #""}"#
    }

    /// The table's first row waits for a lock that `holder` has: the database takes nothing and says nothing.
    private let holder: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        holder = try TestDatabase(database.address)
        try work.write(Self.contract, to: "notes.yaml")
        try database.run(
            """
            CREATE TABLE notes (message_id uuid PRIMARY KEY, number integer, note text, run_id uuid);
            CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(815); RETURN NEW; END $$;
            CREATE TRIGGER stall BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION stall()
            """)
        try holder.run("SELECT pg_advisory_lock(815)")
    }

    private func start(_ source: [String]) throws -> MeasuredProcess {
        try MeasuredProcess(
            ["load", "--schema", "notes.yaml", "--database", database.address, "--quiet"] + source, in: work.path)
    }

    private func waitUntilStalled() throws {
        let isStalled = try eventually(within: 120) {
            try database.rows(
                of: "pg_locks",
                where: "locktype = 'advisory' AND objid = 815 AND NOT granted AND database = "
                    + "(SELECT oid FROM pg_database WHERE datname = current_database())") > 0
        }
        #expect(isStalled)
    }

    @Test("A file of 300 MB waits for a stalled database: it is not read ahead, then loaded, in bounded memory")
    func file() throws {
        let path = "\(work.path)/notes.ndjson"
        let block = Data((0..<500).map { Self.message($0, bytes: 2_000) + "\n" }.joined().utf8)
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try #require(FileHandle(forWritingAtPath: path))
        let blocks = 300_000_000 / block.count + 1
        for _ in 0..<blocks { try file.write(contentsOf: block) }
        try file.close()
        let process = try start(["notes.ndjson"])
        try waitUntilStalled()
        sleep(3)
        try holder.run("SELECT pg_advisory_unlock_all()")
        let (code, mebibytes, text) = process.wait()
        #expect(code == 0, "\(text)")
        #expect(mebibytes < Self.mostMebibytes)
        #expect(try database.rows(of: "notes") == blocks * 500)
        #expect(try work.report("notes").reconciled == true)
    }

    @Test("A queue of 21,000 messages waits for a stalled database: no more is received than may wait")
    func queue() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        let total = 21_000
        try queue.send((0..<total).map { Self.message($0, bytes: 2_000) })
        let process = try start(["--source", queue.location.description, "--idle", "3s"])
        try waitUntilStalled()
        // What is in work does not grow any more once all that may wait is there.
        var inFlight = -1
        let isSteady = try eventually(within: 60) {
            sleep(2)
            let now = try queue.attributes().inFlight
            defer { inFlight = now }
            return now == inFlight
        }
        #expect(isSteady)
        // 16 MiB in the transaction, 8 judged, 8 received, and the polls that were under way.
        #expect(inFlight > 1_000 && inFlight < 20_000)
        #expect(inFlight * 2_100 < 48 << 20)
        #expect(try queue.attributes().visible == total - inFlight)
        try holder.run("SELECT pg_advisory_unlock_all()")
        let (code, mebibytes, text) = process.wait()
        #expect(code == 0, "\(text)")
        #expect(mebibytes < Self.mostMebibytes)
        let report = try work.report("notes")
        #expect(report.reconciled == true && report.counts.loaded == total)
        #expect(try database.rows(of: "notes") == total)
    }
}
