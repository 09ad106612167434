import Testing
import Validator

@testable import Loader

@Suite("The contract's table")
struct TargetTableTests {
    private static let everyType: [ColumnType] = [
        .text, .varchar(12), .uuid, .boolean, .smallint, .integer, .bigint, .real, .double,
        .numeric(precision: 10, scale: 2), .numeric(precision: nil, scale: 0), .date, .timestamp, .timestamptz, .inet,
        .jsonb,
    ]

    @Test("is made with quoted names, its key, and NOT NULL for the key only")
    func ddl() {
        let plan = LoadPlan(
            table: TableName(schema: "my schema", table: "a\"b"), key: ["K"],
            columns: [
                Column(name: "K", source: .messageID, type: .uuid),
                Column(name: "n", source: .message("/n"), type: .numeric(precision: 5, scale: 1)),
            ])
        #expect(
            TargetTable(plan).createTableSQL == """
                CREATE TABLE "my schema"."a""b" (
                    "K" uuid NOT NULL,
                    "n" numeric(5,1),
                    PRIMARY KEY ("K")
                )
                """)
    }

    @Test("that was made from the contract fits it, with every type and a schema of its own")
    func everyType() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        let columns = Self.everyType.enumerated().map {
            Column(name: "C \($0.offset)", source: .message("/a"), type: $0.element)
        }
        let table = TargetTable(
            LoadPlan(table: TableName(schema: "Own", table: "T"), key: ["C 2", "C 0"], columns: columns))
        #expect(try !table.examine(connection))
        try table.ensure(connection)
        try table.ensure(connection)
        #expect(try table.examine(connection))
        #expect(try table.differences(connection).isEmpty)
    }

    @Test(
        "is compared with the contract",
        arguments: [
            ("message_id uuid PRIMARY KEY, name varchar(8), number int, run_id uuid, extra text", nil),
            ("message_id uuid PRIMARY KEY, name varchar(8), number int, run_id uuid, id int NOT NULL DEFAULT 1", nil),
            (
                "message_id uuid PRIMARY KEY, name varchar(8), number int, run_id uuid, id int GENERATED ALWAYS AS IDENTITY",
                nil
            ),
            (
                "message_id uuid UNIQUE, name varchar(8), number int, run_id uuid, x int GENERATED ALWAYS AS (1) STORED",
                nil
            ),
            ("message_id uuid PRIMARY KEY, name varchar(9), number int, run_id uuid", "name is character varying(9)"),
            ("message_id uuid PRIMARY KEY, name varchar(8), number bigint, run_id uuid", "number is bigint"),
            ("message_id uuid PRIMARY KEY, name varchar(8), run_id uuid", "number (integer) is missing"),
            ("message_id uuid PRIMARY KEY, name varchar(8), number int, run_id uuid, x int NOT NULL", "x is NOT NULL"),
            ("message_id uuid, name varchar(8), number int, run_id uuid", "no unique index on the key (message_id)"),
            ("message_id uuid, name varchar(8), number int, run_id uuid, UNIQUE (message_id, name)", "no unique index"),
            ("message_id uuid UNIQUE DEFERRABLE, name varchar(8), number int, run_id uuid", "no unique index"),
            (
                "message_id uuid PRIMARY KEY, name varchar(8), number int GENERATED ALWAYS AS (1) STORED, run_id uuid",
                "always generated"
            ),
        ] as [(String, String?)])
    func comparison(columns: String, difference: String?) throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try connection.administer("CREATE TABLE t (\(columns))")
        let differences = try TargetTable(.byMessage).differences(connection)
        #expect(differences.count == (difference == nil ? 0 : 1))
        if let difference {
            #expect(differences[0].contains(difference))
            let error = #expect(throws: LoaderError.self) { try TargetTable(.byMessage).ensure(connection) }
            #expect(error?.code == "table.mismatch" && error?.kind == .configuration)
            #expect(error?.message.contains(difference) == true)
        }
    }

    @Test("with several differences names them all")
    func severalDifferences() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        try connection.administer("CREATE TABLE t (message_id text, name varchar(8))")
        #expect(try TargetTable(.byMessage).differences(connection).count == 4)
    }

    @Test("cannot be a view, and needs privileges")
    func views() throws {
        let string = try TestCluster.database()
        let connection = try PostgresConnection(string)
        try connection.administer("CREATE VIEW t AS SELECT 1")
        #expect(try TargetTable(.byMessage).differences(connection) == ["it is not a table"])
        try connection.administer("DROP VIEW t")
        #expect(try TargetTable(.byMessage).differences(connection) == ["there is no such table"])
        try TargetTable(.byMessage).ensure(connection)
        let role = "writer_\(connection.displayName.filter(\.isNumber))"
        try connection.administer("CREATE ROLE \(role) LOGIN; GRANT INSERT, SELECT ON t TO \(role)")
        let writer = try PostgresConnection(string.replacingLast("user=audit", with: "user=\(role)"))
        #expect(try TargetTable(.byMessage).differences(writer) == ["\(role) has no UPDATE privilege on it"])
    }

    @Test("is made by many at a time without one that fails")
    func concurrent() async throws {
        let string = try TestCluster.database()
        for _ in 0..<20 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { try TargetTable(.byMessage).ensure(PostgresConnection(string)) } }
                try await group.waitForAll()
            }
            try PostgresConnection(string).administer("DROP TABLE t")
        }
    }
}
