import Testing

@testable import Loader

/// Errors that may be one row's or the server's: who is blamed, and who is not.
@Suite("A batch that keeps failing")
struct BatchNarrowingTests {
    /// What a row named `bad` does, before or after it is written.
    struct Poison: CustomTestStringConvertible {
        let name: String
        let body: String
        let sqlstate: String
        var moment = "BEFORE"
        var testDescription: String { name }
    }

    static let poisons = [
        Poison(name: "takes too long", body: "PERFORM pg_sleep(5);", sqlstate: "57014"),
        Poison(name: "takes too long after the row", body: "PERFORM pg_sleep(5);", sqlstate: "57014", moment: "AFTER"),
        Poison(name: "takes all memory", body: "RAISE 'no' USING ERRCODE = '53200';", sqlstate: "53200"),
        Poison(name: "takes too much space", body: "RAISE 'no' USING ERRCODE = '53400';", sqlstate: "53400"),
        Poison(name: "breaks an assertion", body: "RAISE 'no' USING ERRCODE = 'XX000';", sqlstate: "XX000"),
    ]

    private func load(_ poison: Poison, plan: LoadPlan = .byMessage) throws -> TestLoad {
        let load = try TestLoad(try TestCluster.migrated(), plan: plan, retrySeconds: 5)
        try load.connection.administer(
            """
            CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.name = 'bad' THEN \(poison.body) END IF; RETURN NEW; END $$;
            CREATE TRIGGER poison \(poison.moment) INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION poison();
            SET statement_timeout = '300ms'
            """)
        return load
    }

    @Test("is narrowed down to the row that cannot go in, where the others do", arguments: poisons)
    func narrowed(_ poison: Poison) throws {
        let load = try load(poison)
        let outcome = try load.write((0..<40).map { TestRow($0, $0 == 17 ? "bad" : "a") }, invalid: [.test(900)])
        #expect(outcome.loaded == 39 && outcome.quarantined == 2)
        #expect(outcome.refused.map(\.id) == [.test(17)])
        #expect(outcome.refused.first?.refusal.sqlstate == poison.sqlstate)
        #expect(try load.int("SELECT count(*) FROM t WHERE name = 'a'") == 39)
        #expect(try load.writer.verify().agrees)
        // The rest of the run goes its usual way.
        #expect(try load.write([TestRow(100)]) == BatchOutcome(loaded: 1))
    }

    @Test("is narrowed down among keys that are there already", arguments: poisons)
    func merged(_ poison: Poison) throws {
        let load = try load(poison)
        try load.write((0..<40).map { TestRow($0) })
        let outcome = try load.write((0..<60).map { TestRow($0, $0 == 17 || $0 == 50 ? "bad" : "b") })
        #expect(outcome.loaded == 19 && outcome.replaced == 39 && outcome.quarantined == 2)
        #expect(try load.strings("SELECT name FROM t WHERE message_id = '\(MessageID.test(17))'") == ["a"])
        #expect(try load.writer.verify().agrees)
    }

    @Test("is narrowed down in tables whose rows the ledger tells apart", arguments: [LoadPlan.byName, .withoutKey])
    func ledger(_ plan: LoadPlan) throws {
        let load = try load(Self.poisons[2], plan: plan)
        let outcome = try load.write((0..<10).map { TestRow($0, $0 == 3 ? "bad" : "n\($0)") })
        #expect(outcome.loaded == 9 && outcome.refused.map(\.id) == [.test(3)])
        #expect(try load.int("SELECT count(*) FROM audit.ledger") == 9)
        #expect(try load.writer.verify().agrees)
    }

    @Test("gives an earlier row of the refused one's key its turn")
    func fallBack() throws {
        let load = try load(Self.poisons[2])
        let outcome = try load.write([TestRow(1, "old"), TestRow(2), TestRow(1, "bad")])
        #expect(outcome.refused.count == 1)
        #expect(try load.table() == ["a 1", "old 1"])
    }

    @Test(
        "blames nobody while no row goes in, whatever the reason, and stores nothing",
        arguments: ["57014", "53200", "53100", "XX000", "53300", "58030"])
    func outage(sqlstate: String) throws {
        let load = try TestLoad(try TestCluster.migrated(), retrySeconds: 0.5)
        try load.connection.administer(
            """
            CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE 'away' USING ERRCODE = '\(sqlstate)'; END $$;
            CREATE TRIGGER away BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION away()
            """)
        let error = #expect(throws: LoaderError.self) {
            try load.write((0..<20).map { TestRow($0) }, invalid: [.test(900)])
        }
        #expect(error?.kind == .incomplete && error?.message.contains(sqlstate) == true)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == 0)
        #expect(try load.int("SELECT count(*) FROM t") == 0)
        try load.connection.administer("DROP TRIGGER away ON t")
        #expect(
            try load.write((0..<20).map { TestRow($0) }, invalid: [.test(900)])
                == BatchOutcome(loaded: 20, quarantined: 1))
    }

    @Test("never blames a row for a full disk, though small rows still go in")
    func fullDisk() throws {
        let load = try TestLoad(try TestCluster.migrated(), retrySeconds: 0.5)
        try load.connection.administer(
            """
            CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.number > 10 THEN RAISE 'full' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER disk_full BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION disk_full()
            """)
        let error = #expect(throws: LoaderError.self) { try load.write((0..<20).map { TestRow($0, "a", $0) }) }
        #expect(error?.code == "database.unavailable")
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == 0)
    }

    @Test("blames no row that another session holds")
    func locked() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        try Migrator(connection).migrate()
        let load = try TestLoad(connection, retrySeconds: 0.5)
        try load.write((0..<20).map { TestRow($0) })
        let other = try PostgresConnection(string)
        try other.administer("BEGIN; SELECT 1 FROM t WHERE message_id = '\(MessageID.test(7))' FOR UPDATE")
        try connection.administer("SET statement_timeout = '300ms'")
        let rows = (0..<20).map { TestRow($0, "b") }
        let error = #expect(throws: LoaderError.self) { try load.write(rows) }
        #expect(error?.kind == .incomplete)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == 0)
        try other.administer("ROLLBACK")
        #expect(try load.write(rows).replaced == 20)
    }

    @Test("blames nobody where the server comes and goes while the rows are looked at")
    func flickering() throws {
        let load = try TestLoad(try TestCluster.migrated(), retrySeconds: 20)
        // Fails a hundred times in a row, whichever row it is, then works: sequences survive rollbacks.
        try load.connection.administer(
            """
            CREATE SEQUENCE calls;
            CREATE FUNCTION flicker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('calls') BETWEEN 2 AND 100 THEN RAISE 'no' USING ERRCODE = '53200'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER flicker BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION flicker()
            """)
        #expect(try load.write((0..<30).map { TestRow($0) }) == BatchOutcome(loaded: 30))
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == 0)
        #expect(try load.int("SELECT last_value FROM calls") > 100)
    }

    @Test("ends the run at once where the setup is to blame, with its remedy")
    func setup() throws {
        let load = try TestLoad(try TestCluster.migrated(), retrySeconds: 60)
        try load.connection.administer(
            """
            CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM 1 FROM no_such_table; RETURN NEW; END $$;
            CREATE TRIGGER broken BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION broken()
            """)
        let error = #expect(throws: LoaderError.self) { try load.write([TestRow(1), TestRow(2)]) }
        #expect(error?.code == "database.refused" && error?.message.contains("42P01") == true)
        #expect(try load.int("SELECT count(*) FROM audit.quarantine") == 0)
    }

    @Test("a run that has to end still waits for what passes at once")
    func ending() throws {
        let load = try TestLoad(try TestCluster.migrated(), retrySeconds: 3_600, stops: { true })
        try load.connection.administer(
            """
            CREATE SEQUENCE calls;
            CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('calls') IN (1, 2, 4) OR currval('calls') > 6 THEN RAISE 'no' USING ERRCODE = '40P01'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER away BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION away()
            """)
        try load.write([TestRow(1)])
        try load.write([TestRow(2)])
        #expect(try load.table().count == 2)
        try load.write([TestRow(3)])
        let error = #expect(throws: LoaderError.self) { try load.write([TestRow(4)]) }
        #expect(error?.code == "database.unavailable")
        #expect(error?.message.hasPrefix("The database did not take the batch before the run had to end") == true)
    }

    @Test("tells when it begins to wait for the server and when it no longer does")
    func outageIsTold() throws {
        let load = try TestLoad(try TestCluster.migrated(), retrySeconds: 20)
        try load.connection.administer(
            """
            CREATE SEQUENCE calls;
            CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('calls') < 3 THEN RAISE 'no' USING ERRCODE = '57P03'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER away BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION away()
            """)
        try load.write([TestRow(1)])
        #expect(load.outages == [true, false])
        try load.write([TestRow(2)])
        #expect(load.outages == [true, false])
    }
}
