import Testing
import Validator

@testable import Loader

@Suite("Runs and quarantine entries")
struct StoreTests {
    @Test(
        "come back as they were written, whatever text they hold",
        arguments: [
            "plain", "it's", "\"quoted\"", "back\\slash", "ünï😀", "two\nlines", "$1", "%s", "",
            "; DROP TABLE audit.run",
        ])
    func awkwardTexts(text: String) throws {
        let connection = try TestCluster.migrated()
        let store = RunStore(connection)
        try store.begin(
            RunRecord(
                id: .run(1), contract: text, contractVersion: text, contractFingerprint: text, source: text))
        try store.finish(
            .run(1), status: "passed", counts: RunCounts(), report: ["text": .string(text)], previousDigest: text,
            digest: text)
        let run = try #require(try store.show(.run(1)))
        #expect(run.contract == text && run.contractVersion == text && run.contractFingerprint == text)
        #expect(run.source == text && run.previousDigest == text && run.digest == text)
        #expect(try store.list(contract: text) == [run])
        #expect(try JSONValue.parse(try #require(try store.report(.run(1)))) == ["text": .string(text)])
        #expect(try store.previousDigest(contract: text) == text)
    }

    @Test("keep every counter in its own place")
    func counters() throws {
        let store = RunStore(try TestCluster.migrated())
        try store.begin(
            RunRecord(id: .run(1), contract: "c", contractVersion: "1", contractFingerprint: "f", source: "s"))
        var counts = RunCounts()
        (counts.read, counts.valid, counts.invalid, counts.loaded, counts.replaced) = (1, 2, 3, 4, 5)
        (counts.quarantined, counts.released, counts.acknowledged, counts.errorCount) = (6, 7, 8, 9_000_000_000)
        try store.finish(.run(1), status: "failed", counts: counts, endedAt: "2026-01-31T10:00:00.123456+02:00")
        let run = try #require(try store.show(.run(1)))
        #expect(run.counts == counts && run.counts.values == [1, 2, 3, 4, 5, 6, 7, 8, 9_000_000_000])
        #expect(run.endedAt == "2026-01-31T08:00:00.123Z" && run.status == "failed")
        #expect(try store.report(.run(1)) == nil)
    }

    @Test("show times in UTC, whatever the session's settings")
    func times() throws {
        let connection = try TestCluster.migrated()
        try connection.administer(
            "SET TIME ZONE 'Asia/Kolkata'; SET datestyle = 'German'; SET intervalstyle = 'iso_8601'")
        let store = RunStore(connection)
        for (number, text) in ["2026-01-31T23:59:59.999Z", "1999-12-31T23:59:59Z", "2026-06-01T00:00:00+02:00"]
            .enumerated()
        {
            try store.begin(
                RunRecord(
                    id: .run(number), contract: "c", contractVersion: "1", contractFingerprint: "f", source: "s",
                    startedAt: text))
        }
        #expect(
            try store.list().map(\.startedAt) == [
                "2026-05-31T22:00:00.000Z", "2026-01-31T23:59:59.999Z", "1999-12-31T23:59:59.000Z",
            ])
    }

    @Test("are refused twice under one id, and missing ones are told")
    func ids() throws {
        let store = RunStore(try TestCluster.migrated())
        let run = RunRecord(id: .run(1), contract: "c", contractVersion: "1", contractFingerprint: "f", source: "s")
        try store.begin(run)
        let error = #expect(throws: LoaderError.self) { try store.begin(run) }
        #expect(error?.code == "database.refused" && error?.message.contains("23505") == true)
        for plan in [LoadPlan.byMessage, .withoutKey] {
            let missing = #expect(throws: LoaderError.self) {
                try store.heldCounts(.run(2), plan: plan, contract: "c")
            }
            #expect(missing?.code == "run.missing" && missing?.message.contains(MessageID.run(2).description) == true)
        }
        // The run is there, its table is not.
        let table = #expect(throws: LoaderError.self) {
            try store.heldCounts(.run(1), plan: .byMessage, contract: "c")
        }
        #expect(table?.code == "database.refused")
    }

    @Test("hold all of an entry, and its newest form when the message comes again")
    func entries() throws {
        let load = try TestLoad(try TestCluster.migrated())
        let store = QuarantineStore(load.connection)
        var block = load.block([])
        block.quarantined = load.entries([.test(.test(1), receiveCount: 2)])
        _ = try load.writer.write([block])
        var entry = try #require(try store.show(message: .test(1)).first)
        let first = entry.id
        #expect(entry.messageID == .test(1) && entry.runID == load.run && entry.contract == "logins")
        #expect(entry.contractVersion == "1.0.0" && entry.source == "test" && entry.position == 7)
        #expect(entry.receiveCount == 2 && entry.fingerprint == "fp" && entry.keyID == "k1")
        #expect(entry.status == "open" && entry.resolvedAt == nil && entry.resolvedRunID == nil && entry.note == nil)
        #expect(try JSONValue.parse(entry.errors).array?.count == 2)
        var again = QuarantineEntry.test(.test(1), errors: [["keyword": "maxLength"]])
        again.position = 9
        again.sealed = [9]
        block.quarantined = load.entries([again])
        _ = try load.writer.write([block])
        entry = try #require(try store.show(message: .test(1)).first)
        // What the queue said before is kept where it now says nothing.
        #expect(entry.id == first && entry.position == 9 && entry.receiveCount == 2)
        #expect(entry.errors == #"[{"keyword": "maxLength"}]"#)
        #expect(try load.connection.execute("SELECT sealed FROM audit.quarantine").bytes(0, 0) == [9])
    }

    @Test("are filtered by contract, status and run, together, and cut off after that")
    func filters() throws {
        let connection = try TestCluster.migrated()
        let one = try TestLoad(connection, run: .run(1), contract: "one")
        let two = try TestLoad(connection, run: .run(2), contract: "two")
        try one.write([], invalid: (1...4).map { .test($0) })
        try two.write([], invalid: (3...8).map { .test($0) })
        try connection.administer(
            "UPDATE audit.quarantine SET status = 'discarded' WHERE message_id = '\(MessageID.test(4))'")
        let store = QuarantineStore(connection)
        func count(_ filter: QuarantineFilter) throws -> Int { try store.list(filter).count }
        #expect(try count(QuarantineFilter()) == 10)
        #expect(try count(QuarantineFilter(contract: "one")) == 4)
        #expect(try count(QuarantineFilter(contract: "one", status: "open")) == 3)
        #expect(try count(QuarantineFilter(status: "discarded")) == 2)
        #expect(try count(QuarantineFilter(run: .run(2))) == 6)
        #expect(try count(QuarantineFilter(contract: "one", run: .run(2))) == 0)
        #expect(try count(QuarantineFilter(status: "open", run: .run(2), limit: 3)) == 3)
        #expect(try count(QuarantineFilter(limit: 0)) == 0)
        #expect(try count(QuarantineFilter(contract: "' OR true --")) == 0)
        #expect(try store.show(message: .test(4)).map(\.contract).sorted() == ["one", "two"])
    }

    @Test("are grouped by reason: places in arrays are one place")
    func groups() throws {
        let load = try TestLoad(try TestCluster.migrated())
        var block = load.block([])
        let errors: [JSONValue] = [
            [["keyword": "type", "pointer": "/a/0/b"], ["keyword": "type", "pointer": "/a/17/b"]],
            [["keyword": "type", "pointer": "/a/3/b"]], [["keyword": "type", "pointer": "/a/b/0"]],
            [["keyword": "required", "pointer": ""]], [], "none", [["pointer": "/x1/2"]],
        ]
        block.quarantined = load.entries(errors.enumerated().map { .test(.test($0.offset), errors: $0.element) })
        _ = try load.writer.write([block])
        let groups = try QuarantineStore(load.connection).groups()
        #expect(
            groups.map { "\($0.keyword) \($0.pointer) \($0.messages) \($0.errors)" } == [
                "type /a/*/b 2 3", " /x1/* 1 1", "required  1 1", "type /a/b/* 1 1",
            ])
        #expect(try QuarantineStore(load.connection).groups(QuarantineFilter(limit: 1)).count == 1)
    }
}
