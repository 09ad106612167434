import Testing

@testable import Loader

@Suite("An error of PostgreSQL")
struct PostgresErrorTests {
    private static let database = "postgresql://ann@db:5432/sales"

    struct Case: CustomTestStringConvertible {
        let sqlstate: String
        let code: LoaderError.Code
        let kind: LoaderError.Kind
        let message: String
        let remedy: String
        var testDescription: String { sqlstate }
    }

    private static let again = "See that the server is up, then run the same command again: nothing is loaded twice."

    static let cases = [
        Case(
            sqlstate: "3D000", code: "database.unknown", kind: .configuration,
            message: "The database \(database) does not exist.",
            remedy: "Create it (createdb NAME) or correct the name in --database."),
        Case(
            sqlstate: "28P01", code: "database.password", kind: .configuration,
            message: "The database \(database) refused the password.",
            remedy: "Set PGPASSWORD, use ~/.pgpass, or correct --database."),
        Case(
            sqlstate: "28000", code: "database.role", kind: .configuration,
            message: "The database \(database) refused the role: it is missing or may not log in here.",
            remedy: "Create it (createuser NAME), correct the user in --database, or allow it in pg_hba.conf."),
        Case(
            sqlstate: "42501", code: "database.permission", kind: .configuration,
            message: "The database \(database) denied a permission: SQLSTATE 42501 (insufficient_privilege).",
            remedy: "Grant what docs/database.md lists, or connect as the owner."),
        Case(
            sqlstate: "0A000", code: "database.unsupported", kind: .configuration,
            message: "The database \(database) does not support what the load needs: "
                + "SQLSTATE 0A000 (feature_not_supported).",
            remedy: "Row-level security on the table is a usual cause: load as its owner or with BYPASSRLS."),
        Case(
            sqlstate: "53100", code: "database.unavailable", kind: .incomplete,
            message: "The database \(database) could not go on: SQLSTATE 53100 (disk_full).", remedy: again),
        Case(
            sqlstate: "53300", code: "database.unavailable", kind: .incomplete,
            message: "The database \(database) could not go on: SQLSTATE 53300 (too_many_connections).", remedy: again),
        Case(
            sqlstate: "57P01", code: "database.unavailable", kind: .incomplete,
            message: "The database \(database) could not go on: SQLSTATE 57P01 (admin_shutdown).", remedy: again),
        Case(
            sqlstate: "08006", code: "database.unavailable", kind: .incomplete,
            message: "The database \(database) could not go on: SQLSTATE 08006 (connection_failure).", remedy: again),
        Case(
            sqlstate: "40P01", code: "database.unavailable", kind: .incomplete,
            message: "The database \(database) could not go on: SQLSTATE 40P01 (deadlock_detected).", remedy: again),
        Case(
            sqlstate: "25006", code: "database.unavailable", kind: .incomplete,
            message: "The database \(database) could not go on: SQLSTATE 25006 (read_only_sql_transaction).",
            remedy: again),
        Case(
            sqlstate: "57014", code: "database.cancelled", kind: .incomplete,
            message: "The database \(database) cancelled a statement: SQLSTATE 57014 (query_canceled).",
            remedy: "Raise statement_timeout for the role (ALTER ROLE NAME SET statement_timeout = 0)."),
        Case(
            sqlstate: "XX001", code: "database.refused", kind: .incomplete,
            message: "The database \(database) refused a statement: SQLSTATE XX001 (data_corrupted).",
            remedy: "Look the SQLSTATE up in appendix A of the PostgreSQL documentation."),
        Case(
            sqlstate: "99999", code: "database.refused", kind: .incomplete,
            message: "The database \(database) refused a statement: SQLSTATE 99999.",
            remedy: "Look the SQLSTATE up in appendix A of the PostgreSQL documentation."),
    ]

    @Test("says what to do", arguments: cases)
    func remedies(_ expected: Case) {
        let error = PostgresError(sqlstate: expected.sqlstate, database: Self.database).loaderError
        #expect(error.code == expected.code && error.kind == expected.kind)
        #expect(error.message == expected.message)
        #expect(error.remedy == expected.remedy)
    }

    @Test("of a lost connection is one, whatever its SQLSTATE")
    func lost() {
        for sqlstate in ["", "57P01", "23514", "42501"] {
            let error = PostgresError(sqlstate: sqlstate, connectionLost: true, database: Self.database)
            #expect(error.isTransient && !error.concernsRow)
            #expect(error.loaderError.code == "database.unavailable")
            #expect(error.loaderError.message == "The connection to the database \(Self.database) broke.")
        }
    }

    @Test("names what it is about")
    func parts() {
        var error = PostgresError(sqlstate: "23514", database: Self.database)
        (error.schema, error.table, error.column) = ("s", "t", "c")
        (error.constraint, error.dataType) = ("positive", "money")
        #expect(
            error.loaderError.message
                == "The database \(Self.database) refused a statement: SQLSTATE 23514 (check_violation), table s.t, "
                + "column c, constraint positive, type money.")
        (error.schema, error.text) = (nil, "no such thing")
        #expect(error.loaderError.message.contains("table t, column c"))
        #expect(error.loaderError.message.hasSuffix("type money: no such thing."))
        #expect(error.refusal == PostgresRefusal(sqlstate: "23514", constraint: "positive", column: "c", table: "t"))
        #expect(error.refusal.condition == "check_violation")
        #expect(PostgresRefusal(sqlstate: "99999").condition == nil)
    }

    /// One code of every class of appendix A, the codes that differ from their class, and codes of nobody's class.
    static let blames: [(PostgresError.Blame, [String])] = [
        (
            .row,
            [
                "09000", "20000", "21000", "22001", "22003", "22012", "22021", "22P02", "23502", "23505", "23514",
                "23P01", "27000", "2F002", "38000", "39004", "39P01", "44000", "54000", "54001", "P0000", "P0001",
                "P0002", "P0003", "P0004", "U0001", "MY001", "99999", "ZZZZZ", "A1B2C",
            ]
        ),
        (.unclear, ["53000", "53200", "53400", "57014", "XX000"]),
        (
            .server,
            [
                "08000", "08006", "08P01", "25006", "40001", "40P01", "53100", "53300", "55P03", "57000", "57P01",
                "57P02", "57P03", "57P05", "58000", "58030",
            ]
        ),
        (
            .setup,
            [
                "", "01000", "02000", "03000", "0A000", "0B000", "0F000", "0L000", "0P000", "0Z000", "22P04", "24000",
                "25001", "25P02", "26000", "28000", "28P01", "2B000", "2D000", "34000", "3B000", "3D000", "3F000",
                "42501", "42601", "42703", "42P01", "55000", "55006", "58P01", "72000", "F0000", "HV000", "XX001",
                "XX002",
            ]
        ),
    ]

    @Test("blames a row, the server or the setup by its SQLSTATE", arguments: blames)
    func blame(_ expected: PostgresError.Blame, _ codes: [String]) {
        for code in codes {
            let error = PostgresError(sqlstate: code)
            #expect(error.blame == expected, "\(code)")
            #expect(error.concernsRow == (expected == .row))
            #expect(error.isTransient == (expected == .server || expected == .unclear))
            #expect(PostgresError(sqlstate: code, connectionLost: true).blame == .server)
        }
    }

    /// Statements whose messages in PostgreSQL quote the value.
    @Test(
        "never holds a value of a row",
        arguments: [
            ("INSERT INTO t VALUES ('CANARY', 1, 1)", "22001"), ("INSERT INTO t VALUES ('a', -1, 1)", "23514"),
            ("INSERT INTO t VALUES ('a', NULL, 1)", "23502"), ("INSERT INTO t VALUES ('dup', 1, 1)", "23505"),
            ("INSERT INTO t VALUES ('a', 'CANARY', 1)", "22P02"), ("INSERT INTO t VALUES ('a', 1, 77)", "23503"),
            ("SELECT 'CANARY'::date", "22007"), ("SELECT '2026-13-45'::date", "22008"),
            ("SELECT CANARY FROM t", "42703"), ("SELECT * FROM canary", "42P01"),
            ("SELECT raise('CANARY')", "P0001"), ("SELECT 1 / (length('CANARY') - 6)", "22012"),
            ("SELECT 'CANARY'::jsonb", "22P02"), ("SELECT CANARY CANARY CANARY", "42601"),
        ])
    func silent(sql: String, sqlstate: String) throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try connection.administer(
            """
            CREATE TABLE known (id int PRIMARY KEY); INSERT INTO known VALUES (1);
            CREATE TABLE t (name varchar(5) UNIQUE, number int NOT NULL CHECK (number > 0), ref int REFERENCES known);
            INSERT INTO t VALUES ('dup', 1, 1);
            CREATE FUNCTION raise(text) RETURNS int LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no %', $1 USING DETAIL = $1, HINT = $1; END $$
            """)
        let error = #expect(throws: PostgresError.self) { try connection.execute(sql) }
        #expect(error?.sqlstate == sqlstate)
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!"\(try #require(error)) \(dumped)".uppercased().contains("CANARY"))
        #expect(error?.text == nil)
        #expect(connection.isConnected)
    }
}
