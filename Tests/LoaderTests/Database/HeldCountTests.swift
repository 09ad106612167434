import Testing
import Validator

@testable import Loader

/// What each run says that it holds must be what the database counts, whoever took over whose rows.
@Suite("What runs hold")
struct HeldCountTests {
    private static let plans: [LoadPlan] = [.byMessage, .byName, .withoutKey]

    @Test("passes from run to run with the rows", arguments: [3, 5])
    func passing(runs: Int) throws {
        let connection = try TestCluster.migrated()
        let loads = try (1...runs).map { try TestLoad(connection, run: .run($0)) }
        for (number, load) in loads.enumerated() {
            try load.write(
                (number * 10..<number * 10 + 20).map { TestRow($0) }, invalid: [.test(1000), .test(2000 + number)])
        }
        for (number, load) in loads.enumerated() {
            let record = try #require(try load.record())
            #expect(record.rowsHeld == (number == runs - 1 ? 20 : 10))
            #expect(record.quarantineHeld == (number == runs - 1 ? 2 : 1))
            #expect(record.counts.loaded == (number == 0 ? 20 : 10))
            #expect(record.counts.replaced == (number == 0 ? 0 : 10))
            #expect(try load.writer.verify().agrees)
        }
    }

    @Test("is right after runs that wrote over each other's rows at the same time", arguments: plans.indices)
    func concurrent(index: Int) async throws {
        let plan = Self.plans[index]
        let string = try TestCluster.database()
        try Migrator(PostgresConnection(string)).migrate()
        try TargetTable(plan).ensure(PostgresConnection(string))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...3 {
                group.addTask {
                    let load = try TestLoad(PostgresConnection(string), plan: plan, run: .run(number), retrySeconds: 60)
                    var random = SplitMix(state: UInt64(number))
                    for _ in 0..<15 {
                        let rows = (0..<40).map { _ in
                            let id = Int.random(in: 0..<120, using: &random)
                            return TestRow(id, "n\(id / 2)", number)
                        }
                        try load.write(rows, invalid: [.test(5000 + Int.random(in: 0..<10, using: &random))])
                    }
                }
            }
            try await group.waitForAll()
        }
        let connection = try PostgresConnection(string)
        var total = 0
        for number in 1...3 {
            let counts = try RunStore(connection).heldCounts(.run(number), plan: plan, contract: "logins")
            #expect(counts.agrees, "\(counts)")
            total += counts.rowsHeld
        }
        let held = plan.needsLedger ? "audit.ledger" : "t"
        #expect(try connection.execute("SELECT count(*) FROM \(held)").int(0, 0) == total)
        let entries = try RunStore(connection).list().reduce(0) { $0 + $1.quarantineHeld }
        #expect(try connection.execute("SELECT count(*) FROM audit.quarantine").int(0, 0) == entries)
    }

    @Test("of runs whose counters were lost is not made up: the difference is seen")
    func difference() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.write([TestRow(1), TestRow(2)], invalid: [.test(3)])
        #expect(
            try load.writer.verify()
                == HeldCounts(
                    rowsHeld: 2, rowsCounted: 2, quarantineHeld: 1, quarantineCounted: 1))
        for (sql, rows, entries) in [
            ("DELETE FROM t WHERE message_id = '\(MessageID.test(1))'", 1, 1),
            ("DELETE FROM audit.quarantine", 1, 0), ("DELETE FROM t", 0, 0),
        ] {
            try load.connection.administer(sql)
            let counts = try load.writer.verify()
            #expect(!counts.agrees)
            #expect(counts.rowsHeld == 2 && counts.rowsCounted == rows)
            #expect(counts.quarantineHeld == 1 && counts.quarantineCounted == entries)
        }
    }

    @Test("survives a run that was deleted while its rows stay")
    func deletedRun() throws {
        let first = try TestLoad(try TestCluster.migrated(), run: .run(1))
        try first.write([TestRow(1), TestRow(2)])
        try first.connection.administer("DELETE FROM audit.run WHERE run_id = '\(MessageID.run(1))'")
        let second = try TestLoad(first.connection, run: .run(2))
        #expect(try second.write([TestRow(2), TestRow(3)]) == BatchOutcome(loaded: 1, replaced: 1))
        #expect(try second.record()?.rowsHeld == 2)
        let error = #expect(throws: LoaderError.self) { try first.writer.verify() }
        #expect(error?.code == "run.missing")
        #expect(throws: LoaderError.self) { try first.write([TestRow(9)]) }
        #expect(try second.int("SELECT count(*) FROM t") == 3)
    }

    @Test("of a message of two contracts stays apart in the ledger")
    func contracts() throws {
        let connection = try TestCluster.migrated()
        let one = try TestLoad(connection, plan: .withoutKey, run: .run(1), contract: "one")
        let two = try TestLoad(connection, plan: .withoutKey, run: .run(2), contract: "two")
        #expect(try one.write([TestRow(1), TestRow(2)]).loaded == 2)
        #expect(try two.write([TestRow(2), TestRow(3)]) == BatchOutcome(loaded: 2))
        #expect(try one.int("SELECT count(*) FROM t") == 4)
        #expect(try one.int("SELECT count(*) FROM audit.ledger") == 4)
        #expect(try one.writer.verify().agrees && two.writer.verify().agrees)
    }

    @Test("of a second writer of the same run ends the slower one, and nothing is written twice")
    func sameRun() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        try Migrator(connection).migrate()
        let load = try TestLoad(connection)
        let other = try BatchWriter(
            connection: PostgresConnection(string), plan: load.plan, contract: load.contract,
            contractVersion: "1.0.0", runID: load.run
        ) { _, row, _ in .test(row.id) }
        try load.write([TestRow(1)])
        let error = #expect(throws: LoaderError.self) { try other.write([load.block([TestRow(2)])]) }
        #expect(error?.code == "run.written_elsewhere")
        #expect(try load.write([TestRow(3)]) == BatchOutcome(loaded: 1))
        #expect(try load.int("SELECT count(*) FROM t") == 2)
        #expect(try load.writer.verify().agrees)
    }
}
