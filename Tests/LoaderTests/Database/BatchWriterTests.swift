import Testing

@testable import Loader

@Suite("A batch")
struct BatchWriterTests {
    @Test("is written with its rows, its quarantine entries and the run's counters")
    func everything() throws {
        let load = try TestLoad(try TestCluster.migrated())
        let outcome = try load.write([TestRow(1, "a"), TestRow(2, nil, nil)], invalid: [.test(3)])
        #expect(outcome == BatchOutcome(loaded: 2, replaced: 0, quarantined: 1))
        #expect(try load.strings("SELECT concat_ws(' ', name, number) FROM t ORDER BY message_id") == ["a 1", ""])
        let run = try #require(try load.record())
        #expect(run.counts.read == 3 && run.counts.valid == 2 && run.counts.invalid == 1)
        #expect(run.counts.loaded == 2 && run.counts.quarantined == 1 && run.counts.errorCount == 2)
        #expect(run.rowsHeld == 2 && run.quarantineHeld == 1 && run.lastBatch == 1)
        #expect(try load.writer.verify().agrees)
    }

    @Test("may be empty, or hold no row at all")
    func empty() throws {
        let load = try TestLoad(try TestCluster.migrated())
        #expect(try load.writer.write([]) == BatchOutcome())
        #expect(try load.write([], invalid: [.test(1), .test(1)]).quarantined == 2)
        #expect(try load.record()?.quarantineHeld == 1)
        #expect(try load.record()?.lastBatch == 2)
    }

    @Test("replaces rows with an equal key, from this run or another, and both runs know")
    func replaces() throws {
        let first = try TestLoad(try TestCluster.migrated(), run: .run(1))
        try first.write([TestRow(1), TestRow(2), TestRow(3)])
        #expect(try first.write([TestRow(3, "x"), TestRow(4)]) == BatchOutcome(loaded: 1, replaced: 1))
        #expect(try first.record()?.rowsHeld == 4)
        let second = try TestLoad(first.connection, run: .run(2))
        #expect(
            try second.write([TestRow(2, "y"), TestRow(3, "y"), TestRow(9)]) == BatchOutcome(loaded: 1, replaced: 2))
        #expect(try first.record()?.rowsHeld == 2)
        #expect(try second.record()?.rowsHeld == 3)
        #expect(try first.table() == ["a 1", "a 1", "a 1", "y 1", "y 1"])
        #expect(try first.writer.verify().agrees && second.writer.verify().agrees)
    }

    @Test("takes the last of equal keys, whatever the order of the rows")
    func duplicates() throws {
        let load = try TestLoad(try TestCluster.migrated())
        let rows = [TestRow(5, "old"), TestRow(2), TestRow(5, "older"), TestRow(1), TestRow(5, "new")]
        #expect(try load.write(rows) == BatchOutcome(loaded: 3, replaced: 2))
        #expect(try load.table() == ["a 1", "a 1", "new 1"])
        #expect(try load.writer.verify().agrees)
    }

    @Test("falls back to an earlier row of the key when the last one is refused")
    func fallsBack() throws {
        let load = try TestLoad(try TestCluster.migrated())
        let outcome = try load.write([TestRow(1, "good"), TestRow(1, "much too long")])
        #expect(outcome.loaded == 1 && outcome.replaced == 0 && outcome.quarantined == 1)
        #expect(try load.table() == ["good 1"])
    }

    @Test("loses only the rows that the database refuses, with the reason")
    func refusals() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(
            """
            ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0), ADD CONSTRAINT only_one UNIQUE (name);
            ALTER TABLE t ALTER number SET NOT NULL;
            """)
        let outcome = try load.write([
            TestRow(1, "b"), TestRow(2, "c", -1), TestRow(3, "way too long"), TestRow(4, "b"), TestRow(5, "d", nil),
            TestRow(6, "e\0f"), TestRow(7, "g"),
        ])
        #expect(outcome.loaded == 2 && outcome.quarantined == 5 && outcome.replaced == 0)
        #expect(outcome.refused.map(\.message).sorted() == [1, 2, 3, 4, 5])
        let states = Dictionary(uniqueKeysWithValues: outcome.refused.map { ($0.message, $0.refusal) })
        #expect(states[1]?.sqlstate == "23514" && states[1]?.constraint == "positive")
        #expect(states[2]?.sqlstate == "22001" && states[3]?.constraint == "only_one")
        #expect(states[4]?.column == "number" && states[5]?.sqlstate == "22021")
        #expect(try load.table() == ["b 1", "g 1"])
        #expect(
            try load.int("SELECT count(*) FROM audit.quarantine WHERE errors @> '[{\"keyword\":\"database\"}]'") == 5)
        #expect(try load.writer.verify().agrees)
    }

    @Test("finds refused rows without a line number by halving")
    func foreignKeys() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(
            """
            CREATE TABLE known (name varchar(8) PRIMARY KEY); INSERT INTO known VALUES ('a');
            ALTER TABLE t ADD FOREIGN KEY (name) REFERENCES known DEFERRABLE INITIALLY DEFERRED
            """)
        let rows = (0..<1000).map { TestRow($0, $0 % 300 == 7 ? "b" : "a") }
        let outcome = try load.write(rows)
        #expect(outcome.loaded == 996)
        #expect(outcome.refused.map(\.message).sorted() == [7, 307, 607, 907])
        #expect(outcome.refused.allSatisfy { $0.refusal.sqlstate == "23503" })
        #expect(try load.write(rows).replaced == 996)
        #expect(try load.writer.verify().agrees)
    }

    @Test("survives refusals of every row")
    func allRefused() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer("ALTER TABLE t ADD CHECK (number > 5)")
        #expect(try load.write((0..<700).map { TestRow($0) }).quarantined == 700)
        #expect(try load.record()?.rowsHeld == 0)
    }

    @Test("quarantines what a trigger refuses, and never loses what a trigger drops")
    func triggers() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(
            """
            CREATE FUNCTION judge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.name = 'raise' THEN RAISE EXCEPTION 'no %', NEW.name; END IF;
                IF NEW.name = 'drop' THEN RETURN NULL; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER judge BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION judge()
            """)
        let outcome = try load.write([TestRow(1), TestRow(2, "raise"), TestRow(3)])
        #expect(outcome.loaded == 2 && outcome.refused.first?.refusal.sqlstate == "P0001")
        for rows in [[TestRow(4), TestRow(5, "drop")], [TestRow(1), TestRow(5, "drop")]] {
            let error = #expect(throws: LoaderError.self) { try load.write(rows) }
            #expect(error?.code == "database.rows_dropped")
        }
        #expect(try load.int("SELECT count(*) FROM t") == 2)
        #expect(try load.record()?.lastBatch == 1)
    }

    @Test("goes to the detour after conflicts and back", arguments: [3, 6])
    func adapts(rounds: Int) throws {
        let load = try TestLoad(try TestCluster.migrated())
        let rows = (0..<50).map { TestRow($0) }
        try load.write(rows)
        for _ in 0..<rounds { #expect(try load.write(rows) == BatchOutcome(loaded: 0, replaced: 50)) }
        for next in 1..<4 {
            #expect(try load.write((0..<50).map { TestRow(next * 50 + $0) }) == BatchOutcome(loaded: 50))
        }
        #expect(try load.record()?.rowsHeld == 200)
        #expect(try load.writer.verify().agrees)
    }

    @Test("loads into a partitioned table, partitions made on the way included")
    func partitions() throws {
        let connection = try TestCluster.migrated()
        try connection.administer(
            """
            CREATE TABLE t (message_id uuid PRIMARY KEY, name varchar(8), number int, run_id uuid)
                PARTITION BY RANGE (message_id);
            CREATE TABLE low PARTITION OF t FOR VALUES FROM (MINVALUE) TO ('\(MessageID.test(100))')
            """)
        let load = try TestLoad(connection)
        try load.write([TestRow(1), TestRow(2)])
        try connection.administer(
            "CREATE TABLE high PARTITION OF t FOR VALUES FROM ('\(MessageID.test(100))') TO (MAXVALUE)")
        try load.write([TestRow(200)])
        #expect(try load.write([TestRow(2), TestRow(200), TestRow(201)]) == BatchOutcome(loaded: 1, replaced: 2))
        #expect(try load.writer.verify().agrees)
    }
}
