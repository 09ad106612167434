import Testing

@testable import Loader

@Suite("A batch of a contract whose rows do not tell their messages")
struct BatchLedgerTests {
    @Test("without a key is loaded once, however often it comes")
    func withoutKey() throws {
        let load = try TestLoad(try TestCluster.migrated(), plan: .withoutKey)
        let rows = [TestRow(3), TestRow(1), TestRow(2)]
        #expect(try load.write(rows) == BatchOutcome(loaded: 3))
        for _ in 0..<3 { #expect(try load.write(rows + [TestRow(1)]) == BatchOutcome(loaded: 0, replaced: 4)) }
        #expect(try load.write([TestRow(3), TestRow(4), TestRow(4)]) == BatchOutcome(loaded: 1, replaced: 2))
        #expect(try load.table().count == 4)
        #expect(try load.int("SELECT count(*) FROM audit.ledger") == 4)
        #expect(try load.record()?.rowsHeld == 4)
        #expect(try load.writer.verify().agrees)
    }

    @Test("with a key of its own replaces rows by key, and known messages not at all")
    func withKey() throws {
        let load = try TestLoad(try TestCluster.migrated(), plan: .byName)
        #expect(
            try load.write([TestRow(1, "x", 1), TestRow(2, "y", 2), TestRow(3, "x", 3)])
                == BatchOutcome(loaded: 2, replaced: 1))
        #expect(try load.table() == ["x 3", "y 2"])
        #expect(try load.record()?.rowsHeld == 3)
        #expect(try load.write([TestRow(4, "y", 4), TestRow(1, "x", 1)]) == BatchOutcome(loaded: 0, replaced: 2))
        #expect(try load.table() == ["x 3", "y 4"])
        #expect(try load.write([TestRow(5, "z", 5), TestRow(5, "z", 5)]) == BatchOutcome(loaded: 1, replaced: 1))
        #expect(try load.writer.verify().agrees)
    }

    @Test("forgets the messages of refused rows, so that they can be loaded later", arguments: [true, false])
    func refusals(hasKey: Bool) throws {
        let load = try TestLoad(try TestCluster.migrated(), plan: hasKey ? .byName : .withoutKey)
        try load.connection.administer("ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0)")
        let rows = [TestRow(1, "a"), TestRow(2, "b", -2), TestRow(3, "c"), TestRow(2, "b", -2)]
        let outcome = try load.write(rows)
        #expect(outcome.loaded == 2 && outcome.quarantined == 2 && outcome.replaced == 0)
        #expect(try load.int("SELECT count(*) FROM audit.ledger") == 2)
        #expect(try load.record()?.quarantineHeld == 1)
        try load.connection.administer("ALTER TABLE t DROP CONSTRAINT positive")
        let again = try load.write(rows)
        #expect(again.loaded == 1 && again.replaced == 3)
        #expect(try load.strings("SELECT status FROM audit.quarantine") == ["redriven"])
        #expect(try load.writer.verify().agrees)
    }
}
