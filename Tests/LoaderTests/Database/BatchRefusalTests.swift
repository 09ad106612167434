import Testing
import Validator

@testable import Loader

/// Every way in which PostgreSQL refuses a row, each in a batch of good rows: straight, and on the detour of known keys.
@Suite("Rows that the database refuses")
struct BatchRefusalTests {
    struct Kind: CustomTestStringConvertible {
        let name: String
        let setup: String
        let bad: TestRow
        let sqlstate: String
        var constraint: String?
        var column: String?
        var testDescription: String { name }
    }

    static let kinds = named + raised

    /// What triggers raise, by SQLSTATEs of their own and by the server's.
    private static let raised = [
        "MY001", "P0002", "P0004", "21000", "2F003", "38001", "39004", "44000", "54000", "54001", "ZZ999",
    ].map { code in
        Kind(
            name: "trigger that raises \(code)",
            setup: """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.name = 'bad' THEN RAISE 'no %', NEW.name USING ERRCODE = '\(code)'; END IF;
                    RETURN NEW; END $$;
                CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION refuse()
                """, bad: TestRow(50, "bad"), sqlstate: code)
    }

    private static let named = [
        Kind(
            name: "NOT NULL", setup: "ALTER TABLE t ALTER name SET NOT NULL", bad: TestRow(50, nil), sqlstate: "23502",
            column: "name"),
        Kind(
            name: "CHECK", setup: "ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0)", bad: TestRow(50, "a", -1),
            sqlstate: "23514", constraint: "positive"),
        Kind(
            name: "CHECK over two columns",
            setup: "ALTER TABLE t ADD CONSTRAINT pair CHECK (name <> 'bad' OR number IS NULL)",
            bad: TestRow(50, "bad", 1), sqlstate: "23514", constraint: "pair"),
        Kind(
            name: "CHECK that calls a function",
            setup: """
                CREATE FUNCTION fits(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 <> 'bad' $$;
                ALTER TABLE t ADD CONSTRAINT fits CHECK (fits(name))
                """, bad: TestRow(50, "bad"), sqlstate: "23514", constraint: "fits"),
        Kind(
            name: "CHECK of the whole row",
            setup: """
                CREATE FUNCTION judge(t) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT ($1).number > 0 $$;
                ALTER TABLE t ADD CONSTRAINT whole CHECK (judge(t.*))
                """, bad: TestRow(50, "a", -1), sqlstate: "23514", constraint: "whole"),
        Kind(
            name: "CHECK of a column that the contract does not fill",
            setup: """
                ALTER TABLE t ADD extra int DEFAULT 1, ADD doubled int GENERATED ALWAYS AS (number * 2) STORED;
                ALTER TABLE t ADD CONSTRAINT doubled CHECK (doubled > extra - 1)
                """, bad: TestRow(50, "a", -1), sqlstate: "23514", constraint: "doubled"),
        Kind(
            name: "foreign key",
            setup: """
                CREATE TABLE known (name varchar(8) PRIMARY KEY); INSERT INTO known VALUES ('a'), ('b');
                ALTER TABLE t ADD CONSTRAINT known_name FOREIGN KEY (name) REFERENCES known
                """, bad: TestRow(50, "c"), sqlstate: "23503", constraint: "known_name"),
        Kind(
            name: "deferred foreign key",
            setup: """
                CREATE TABLE known (name varchar(8) PRIMARY KEY); INSERT INTO known VALUES ('a'), ('b');
                ALTER TABLE t ADD CONSTRAINT late FOREIGN KEY (name) REFERENCES known DEFERRABLE INITIALLY DEFERRED
                """, bad: TestRow(50, "c"), sqlstate: "23503", constraint: "late"),
        Kind(
            name: "UNIQUE on another column",
            setup: """
                CREATE UNIQUE INDEX other ON t (number) WHERE number > 900;
                INSERT INTO t VALUES ('\(MessageID.test(9_999))', 'x', 999, NULL)
                """, bad: TestRow(50, "a", 999), sqlstate: "23505", constraint: "other"),
        Kind(
            name: "exclusion",
            setup: """
                ALTER TABLE t ADD CONSTRAINT apart EXCLUDE USING btree (number WITH =) WHERE (number > 900);
                INSERT INTO t VALUES ('\(MessageID.test(9_999))', 'x', 999, NULL)
                """, bad: TestRow(50, "a", 999), sqlstate: "23P01", constraint: "apart"),
        Kind(
            name: "trigger before",
            setup: """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.name = 'bad' THEN RAISE EXCEPTION 'no %', NEW.name; END IF; RETURN NEW; END $$;
                CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION refuse()
                """, bad: TestRow(50, "bad"), sqlstate: "P0001"),
        Kind(
            name: "trigger after, with a SQLSTATE of its own",
            setup: """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.name = 'bad' THEN RAISE EXCEPTION 'no' USING ERRCODE = '22023'; END IF; RETURN NULL; END $$;
                CREATE TRIGGER refuse AFTER INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION refuse()
                """, bad: TestRow(50, "bad"), sqlstate: "22023"),
        Kind(
            name: "domain",
            setup: """
                CREATE DOMAIN small AS integer CONSTRAINT is_small CHECK (VALUE < 100);
                ALTER TABLE t ALTER number TYPE small
                """, bad: TestRow(50, "a", 100), sqlstate: "23514", constraint: "is_small"),
        Kind(name: "too long", setup: "SELECT 1", bad: TestRow(50, "far too long"), sqlstate: "22001"),
        Kind(name: "U+0000", setup: "SELECT 1", bad: TestRow(50, "a\0"), sqlstate: "22021"),
        Kind(
            name: "generated column that overflows",
            setup: "ALTER TABLE t ADD square int GENERATED ALWAYS AS (number * number) STORED",
            bad: TestRow(50, "a", 1_000_000), sqlstate: "22003"),
        Kind(
            name: "index on an expression",
            setup: "CREATE INDEX ON t ((1 / (number - 77)))", bad: TestRow(50, "a", 77), sqlstate: "22012"),
    ]

    @Test("are quarantined alone, with the reason", arguments: kinds)
    func straight(_ kind: Kind) throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(kind.setup)
        let before = try load.int("SELECT count(*) FROM t")
        let outcome = try load.write(
            (0..<50).map { TestRow($0, "a") } + [kind.bad] + (51..<80).map { TestRow($0, "b") })
        try expect(outcome, kind, loaded: 79, replaced: 0)
        #expect(try load.int("SELECT count(*) FROM t") == before + 79)
        #expect(try load.writer.verify().agrees)
    }

    @Test("are quarantined alone among keys that are there already", arguments: kinds)
    func detour(_ kind: Kind) throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(kind.setup)
        try load.write((0..<100).filter { $0 % 2 == 0 && $0 != 50 }.map { TestRow($0, "a") })
        let rows = (0..<100).map { $0 == 50 ? kind.bad : TestRow($0, "b") }
        try expect(try load.write(rows), kind, loaded: 50, replaced: 49)
        #expect(try load.int("SELECT count(*) FROM t WHERE name = 'b'") == 99)
        #expect(try load.writer.verify().agrees)
    }

    @Test("leave the row that is there where they would replace it", arguments: kinds)
    func replacement(_ kind: Kind) throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(kind.setup)
        try load.write((0..<60).map { TestRow($0, "a") })
        try expect(
            try load.write((0..<60).map { $0 == 50 ? kind.bad : TestRow($0, "b") }), kind, loaded: 0, replaced: 59)
        #expect(try load.strings("SELECT name FROM t WHERE message_id = '\(MessageID.test(50))'") == ["a"])
        #expect(try load.writer.verify().agrees)
    }

    private func expect(_ outcome: BatchOutcome, _ kind: Kind, loaded: Int, replaced: Int) throws {
        #expect(outcome.loaded == loaded && outcome.replaced == replaced && outcome.quarantined == 1)
        let refused = try #require(outcome.refused.first)
        #expect(outcome.refused.count == 1 && refused.id == .test(50))
        #expect(refused.refusal.sqlstate == kind.sqlstate)
        if let constraint = kind.constraint { #expect(refused.refusal.constraint == constraint) }
        if let column = kind.column { #expect(refused.refusal.column == column) }
    }

    @Test("are all found where many kinds meet in one batch, among known and new keys")
    func mixed() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(
            """
            ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0), ADD CONSTRAINT small CHECK (number < 1000),
                ALTER name SET NOT NULL
            """)
        try load.write((0..<500).map { TestRow($0 * 2) })
        let rows = (0..<1000).map { number in
            switch number % 100 {
            case 7: TestRow(number, "a", -number - 1)
            case 8: TestRow(number, "a", 5000)
            case 9: TestRow(number, nil)
            case 10: TestRow(number, "far too long")
            default: TestRow(number, "new")
            }
        }
        let outcome = try load.write(rows)
        #expect(outcome.loaded == 480 && outcome.replaced == 480 && outcome.quarantined == 40)
        let reasons = Dictionary(grouping: outcome.refused) { $0.refusal.constraint ?? $0.refusal.sqlstate }
        #expect(reasons.mapValues(\.count) == ["positive": 10, "small": 10, "23502": 10, "22001": 10])
        #expect(Set(outcome.refused.map { $0.message % 100 }) == [7, 8, 9, 10])
        #expect(try load.int("SELECT count(*) FROM t WHERE name = 'new'") == 960)
        #expect(try load.writer.verify().agrees)
    }

    @Test("are not those that a trigger mends, whatever a constraint says of them before")
    func mended() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer(
            """
            ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0);
            CREATE FUNCTION mend() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.number = -5 THEN NEW.number := 5; END IF; RETURN NEW; END $$;
            CREATE TRIGGER mend BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION mend()
            """)
        try load.write((0..<20).map { TestRow($0) })
        let outcome = try load.write((0..<40).map { TestRow($0, "b", $0 % 10 == 3 ? -5 : $0 == 4 ? -6 : 1) })
        #expect(outcome.refused.map(\.id) == [.test(4)])
        #expect(outcome.loaded == 20 && outcome.replaced == 19)
        #expect(try load.int("SELECT count(*) FROM t WHERE number = 5") == 4)
    }

    @Test("are found in few statements, however many rows surround them")
    func fewStatements() throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer("ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0)")
        let rows = (0..<4000).map { TestRow($0) }
        try load.write(rows)
        // Savepoints are counted by a trigger that is called once for each statement.
        try load.connection.administer(
            """
            CREATE SEQUENCE statements;
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM nextval('statements'); RETURN NULL; END $$;
            CREATE TRIGGER note BEFORE UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION note()
            """)
        let outcome = try load.write((0..<4000).map { TestRow($0, "b", $0 % 400 == 123 ? -1 : 1) })
        #expect(outcome.refused.count == 10 && outcome.replaced == 3990)
        // One attempt of the whole, ten rows alone, and at most eleven parts between them.
        #expect(try load.int("SELECT last_value FROM statements") <= 22)
    }

    @Test("are refused with their copies, and loaded once the reason is gone", arguments: [true, false])
    func later(isDetour: Bool) throws {
        let load = try TestLoad(try TestCluster.migrated())
        try load.connection.administer("ALTER TABLE t ADD CONSTRAINT positive CHECK (number > 0)")
        if isDetour { try load.write([TestRow(1), TestRow(2)]) }
        let rows = [TestRow(1, "x"), TestRow(3, "a", -1), TestRow(3, "b", -2), TestRow(4)]
        let outcome = try load.write(rows)
        #expect(outcome.quarantined == 2 && outcome.refused.allSatisfy { $0.id == .test(3) })
        #expect(try load.strings("SELECT status FROM audit.quarantine") == ["open"])
        try load.connection.administer("ALTER TABLE t DROP CONSTRAINT positive")
        #expect(try load.write(rows).quarantined == 0)
        #expect(try load.strings("SELECT status FROM audit.quarantine") == ["redriven"])
        #expect(try load.strings("SELECT number FROM t WHERE message_id = '\(MessageID.test(3))'") == ["-2"])
        #expect(try load.writer.verify().agrees)
    }
}
