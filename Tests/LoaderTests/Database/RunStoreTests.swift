import Testing
import Validator

@testable import Loader

@Suite("The list of runs")
struct RunStoreTests {
    private func run(_ number: Int, contract: String = "logins") -> RunRecord {
        RunRecord(
            id: .run(number), contract: contract, contractVersion: "1.2.0", contractFingerprint: "abc",
            source: "in.ndjson", startedAt: "2026-01-0\(number)T00:00:00.5Z")
    }

    @Test("holds a run from its beginning to its end")
    func lifeCycle() throws {
        let store = RunStore(try TestCluster.migrated())
        try store.begin(run(1))
        var found = try #require(try store.show(.run(1)))
        #expect(found.status == "running" && found.endedAt == nil && found.startedAt == "2026-01-01T00:00:00.500Z")
        #expect(found.contractVersion == "1.2.0" && found.source == "in.ndjson" && found.digest == nil)
        var counts = RunCounts()
        (counts.read, counts.loaded, counts.released, counts.errorCount) = (9, 5, 4, 3)
        try store.finish(
            .run(1), status: "passed", counts: counts, report: ["a": "b\0"], previousDigest: "d0", digest: "d1")
        found = try #require(try store.show(.run(1)))
        #expect(found.status == "passed" && found.endedAt != nil && found.counts == counts)
        #expect(found.previousDigest == "d0" && found.digest == "d1")
        #expect(try store.report(.run(1)) == "{\"a\": \"b\u{FFFD}\"}")
    }

    @Test("is sorted, filtered and cut off")
    func list() throws {
        let store = RunStore(try TestCluster.migrated())
        for number in 1...3 { try store.begin(run(number, contract: number == 2 ? "other" : "logins")) }
        #expect(try store.list().map(\.id) == [.run(3), .run(2), .run(1)])
        #expect(try store.list(contract: "logins").map(\.id) == [.run(3), .run(1)])
        #expect(try store.list(limit: 1).map(\.id) == [.run(3)])
        #expect(try store.show(.run(9)) == nil)
    }

    @Test("knows the digest of the contract's last report")
    func previousDigest() throws {
        let store = RunStore(try TestCluster.migrated())
        #expect(try store.previousDigest(contract: "logins") == nil)
        for number in 1...3 {
            try store.begin(run(number))
            if number == 3 { continue }
            try store.finish(
                .run(number), status: "failed", counts: RunCounts(), endedAt: "2026-01-0\(number)T01:00:00Z",
                digest: "d\(number)")
        }
        #expect(try store.previousDigest(contract: "logins") == "d2")
        #expect(try store.previousDigest(contract: "other") == nil)
    }

    @Test("says that a run is missing")
    func missing() throws {
        let store = RunStore(try TestCluster.migrated())
        let error = #expect(throws: LoaderError.self) {
            try store.finish(.run(1), status: "passed", counts: RunCounts())
        }
        #expect(error?.code == "run.missing")
        #expect(throws: LoaderError.self) { try store.lastCommittedBatch(.run(1)) }
    }
}
