import Testing
import Validator

@testable import Loader

@Suite("The quarantine of a batch")
struct BatchQuarantineTests {
    @Test("holds one entry of a message that comes again, open again, with its newest run")
    func redelivery() throws {
        let first = try TestLoad(try TestCluster.migrated(), run: .run(1))
        try first.write([], invalid: [.test(1), .test(2)])
        try first.connection.execute("UPDATE audit.quarantine SET status = 'discarded', resolved_at = now()")
        let second = try TestLoad(first.connection, run: .run(2))
        try second.write([], invalid: [.test(2), .test(3)])
        #expect(
            try second.strings("SELECT status FROM audit.quarantine ORDER BY message_id") == [
                "discarded", "open", "open",
            ])
        #expect(try second.int("SELECT count(*) FROM audit.quarantine WHERE resolved_at IS NOT NULL") == 1)
        #expect(try first.record()?.quarantineHeld == 1)
        #expect(try second.record()?.quarantineHeld == 2)
        #expect(try first.writer.verify().agrees && second.writer.verify().agrees)
    }

    @Test("keeps entries of other contracts apart")
    func contracts() throws {
        let one = try TestLoad(try TestCluster.migrated(), run: .run(1), contract: "one")
        let two = try TestLoad(one.connection, run: .run(2), contract: "two")
        try one.write([], invalid: [.test(1)])
        try two.write([], invalid: [.test(1)])
        try two.write([TestRow(1)])
        #expect(try one.strings("SELECT status FROM audit.quarantine WHERE contract = 'one'") == ["open"])
    }

    @Test("resolves the entry of a message that loads now", arguments: [0, 1, 2])
    func redriven(earlierConflicts: Int) throws {
        let first = try TestLoad(try TestCluster.migrated(), run: .run(1))
        try first.write([], invalid: [.test(1), .test(2)])
        let second = try TestLoad(first.connection, run: .run(2))
        for _ in 0...earlierConflicts { try second.write([TestRow(9)]) }
        try second.write([TestRow(2), TestRow(5)])
        #expect(try second.strings("SELECT status FROM audit.quarantine ORDER BY message_id") == ["open", "redriven"])
        #expect(
            try second.strings("SELECT resolved_run_id FROM audit.quarantine WHERE resolved_at IS NOT NULL")
                == [MessageID.run(2).description])
        #expect(try first.writer.verify().agrees && second.writer.verify().agrees)
    }

    @Test("takes what jsonb and text would refuse")
    func awkwardEntries() throws {
        let load = try TestLoad(try TestCluster.migrated())
        var deep: JSONValue = 1
        for _ in 0..<20_000 { deep = [deep] }
        let huge = JSONValue.number(try #require(JSONNumber(text: "1e999999")))
        var block = load.block([])
        let payloads: [JSONValue] = [["a\0b": "c\0d"], huge, deep]
        let entries = payloads.enumerated().map { number, payload in
            var entry = QuarantineEntry.test(.test(number))
            entry.source = "na\0me"
            entry.payloadMasked = StoredDocument(payload)
            return entry
        }
        block.quarantined = load.entries(entries)
        #expect(try load.writer.write([block]).quarantined == 3)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine WHERE payload_masked IS NOT NULL") == 3)
    }

    @Test("lists, groups and shows its entries")
    func store() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.write([], invalid: (1...5).map { .test($0) })
        let store = QuarantineStore(load.connection)
        let all = try store.list()
        #expect(all.map(\.messageID) == (1...5).reversed().map { .test($0) })
        #expect(try store.list(QuarantineFilter(limit: 2)).count == 2)
        #expect(try store.list(QuarantineFilter(contract: "other")).isEmpty)
        #expect(try store.list(QuarantineFilter(contract: "logins", status: "open", run: .run(1))).count == 5)
        #expect(try store.list(QuarantineFilter(status: "discarded")).isEmpty)
        let entry = try #require(try store.show(all[0].id))
        #expect(entry == all[0])
        #expect(entry.position == 7 && entry.keyID == "k1" && entry.status == "open")
        #expect(entry.payloadMasked == #"{"a": "string(3)"}"#)
        #expect(try store.show(999_999) == nil)
        #expect(try store.show(message: .test(3)).count == 1)
        let groups = try store.groups()
        #expect(groups.map(\.keyword) == ["required", "type"])
        #expect(groups.map(\.pointer) == ["", "/a/*/b"])
        #expect(groups.allSatisfy { $0.messages == 5 && $0.errors == 5 })
        #expect(try load.connection.execute("SELECT sealed FROM audit.quarantine LIMIT 1").bytes(0, 0) == [1, 2, 255])
    }
}
