import Testing

@testable import Loader

@Suite("A connection to PostgreSQL")
struct PostgresConnectionTests {
    @Test(
        "names the database without its password",
        arguments: [
            ("postgresql://ann:s3cret@db.example:5433/sales", "postgresql://ann@db.example:5433/sales"),
            ("host=h user=u password=s3cret dbname=d", "postgresql://u@h:5432/d"),
            ("host=/run/pg user=u dbname=d password='s3cret'", "postgresql://u@/d?host=/run/pg"),
        ])
    func displayName(string: String, name: String) throws {
        let options = try ConnectionString(string).options
        #expect(ConnectionString.displayName(of: options) == name)
    }

    @Test(
        "refuses an address that it cannot read, without repeating it",
        arguments: ["postgresql://u:s3cret@h/d?nope=1", "nonsense s3cret", "postgresql://u:s3@cret@h/d"])
    func unreadableAddress(string: String) throws {
        let error = #expect(throws: LoaderError.self) { try PostgresConnection(string) }
        #expect(error?.code == "database.address")
        #expect(error?.kind == .configuration)
        #expect(!"\(try #require(error))".contains("cret"))
    }

    @Test("says that nothing listens, and keeps the password to itself")
    func refused() throws {
        let error = #expect(throws: LoaderError.self) {
            try PostgresConnection("host=127.0.0.1 port=1 user=u dbname=d password=s3cret")
        }
        #expect(error?.code == "database.unreachable")
        #expect(error?.kind == .incomplete)
        let text = "\(try #require(error))"
        #expect(text.contains("postgresql://u@127.0.0.1:1/d"))
        #expect(!text.contains("s3cret"))
    }

    @Test("tells an unknown database and an unknown role apart")
    func unknownNames() throws {
        let string = try TestCluster.database()
        let database = #expect(throws: LoaderError.self) { try PostgresConnection(string + "x") }
        #expect(database?.code == "database.unknown")
        let role = #expect(throws: LoaderError.self) {
            try PostgresConnection(string.replacingLast("user=audit", with: "user=nobody_here"))
        }
        #expect(role?.code == "database.role")
    }

    @Test("returns typed values")
    func values() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        let result = try connection.execute(
            "SELECT $1::int, $2::text, NULL, true, $3::uuid, '\\x00ff'::bytea",
            parameters: [PostgresValue(42), "ä\0b", PostgresValue(.test(7))])
        #expect(result.int(0, 0) == 42)
        #expect(result.text(0, 1) == "ä\u{FFFD}b")
        #expect(result.text(0, 2) == nil)
        #expect(result.bool(0, 3) == true)
        #expect(result.id(0, 4) == .test(7))
        #expect(result.bytes(0, 5) == [0, 255])
        #expect(result.text(1, 0) == nil && result.text(0, 6) == nil)
        #expect(try connection.execute("SHOW application_name").text(0, 0) == "audit")
        #expect(connection.displayName.hasPrefix("postgresql://audit@/test_"))
    }

    @Test("keeps values out of errors")
    func errorsWithoutValues() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        let error = #expect(throws: PostgresError.self) {
            try connection.execute("SELECT $1::int", parameters: ["s3cret"])
        }
        #expect(error?.sqlstate == "22P02")
        #expect(error?.concernsRow == true)
        #expect(!"\(try #require(error)) \(String(reflecting: error))".contains("s3cret"))
    }

    @Test("rolls a transaction back when its body throws")
    func transaction() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try connection.administer("CREATE TABLE t (a int)")
        #expect(throws: PostgresError.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                try connection.execute("SELECT 1 / 0")
            }
        }
        #expect(try connection.execute("SELECT count(*) FROM t").int(0, 0) == 0)
        try connection.transaction { _ = try connection.execute("INSERT INTO t VALUES (1)") }
        #expect(try connection.execute("SELECT count(*) FROM t").int(0, 0) == 1)
    }

    @Test("copies tuples and names the line that was refused")
    func copy() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try connection.administer("CREATE TABLE t (a int CHECK (a <> 3))")
        let sql = "COPY t FROM STDIN (FORMAT binary)"
        func copy(_ numbers: [UInt32]) throws -> Int {
            try connection.copyIn(sql, relation: "t") { writer in
                for number in numbers { try writer.write(TestTuple.encode([TestTuple.bytes(number)])) }
            }
        }
        #expect(try copy(Array(10..<50_010)) == 50_000)
        let error = #expect(throws: PostgresError.self) { try copy([1, 2, 3, 4]) }
        #expect(error?.copyLine == 3)
        #expect(error?.constraint == "t_a_check")
        #expect(try copy([1]) == 1)
    }

    @Test("gives a copy up when its writer throws, and stays usable")
    func abandonedCopy() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try connection.administer("CREATE TABLE t (a int)")
        #expect(throws: LoaderError.self) {
            try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
                try writer.write(TestTuple.encode([TestTuple.bytes(1)]))
                throw LoaderError("test", .incomplete, "no more")
            }
        }
        #expect(try connection.execute("SELECT count(*) FROM t").int(0, 0) == 0)
    }

    @Test(
        "finds COPY's line number in any language, and never in a value",
        arguments: [
            ("COPY t, line 12, column a", 12), ("COPY t2, line 9", 9), ("COPY t, Zeile 7, Spalte a", 7),
            ("tのCOPY、行 3, 列 a", 3), ("PL/pgSQL function f() line 3 at RAISE\nCOPY t, line 5", 5),
            ("SQL statement \"COPY t, line 99\"\nPL/pgSQL function f() line 3 at RAISE", nil), ("", nil),
        ] as [(String, Int?)])
    func copyLine(context: String, line: Int?) {
        let relation = context.contains("t2") ? "t2" : "t"
        #expect(PostgresError.copyLine(in: context, relation: relation) == line)
    }

    @Test(
        "sorts errors into those of a row, of the server, and the rest",
        arguments: [
            ("22001", true, false), ("23514", true, false), ("P0001", true, false), ("54000", true, false),
            ("22P04", false, false), ("08006", false, true), ("40P01", false, true), ("53100", false, true),
            ("57P01", false, true), ("25006", false, true), ("42501", false, false), ("XX000", false, true),
        ])
    func classes(sqlstate: String, concernsRow: Bool, isTransient: Bool) {
        let error = PostgresError(sqlstate: sqlstate)
        #expect(error.concernsRow == concernsRow)
        #expect(error.isTransient == isTransient)
        #expect(!error.loaderError.remedy.isEmpty)
    }

    @Test("connects again after the session was ended")
    func reconnect() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        let process = try #require(try connection.execute("SELECT pg_backend_pid()").int(0, 0))
        try PostgresConnection(string).execute("SELECT pg_terminate_backend(\(process))")
        let error = #expect(throws: PostgresError.self) { try connection.execute("SELECT 1") }
        #expect(error?.isTransient == true)
        try connection.reconnect()
        #expect(try connection.execute("SELECT 1").int(0, 0) == 1)
    }
}
