import Loader
import Validator

/// A row of the test's table: `message_id`, `name varchar(8)`, `number integer`, `run_id`.
struct TestRow: Hashable {
    var id: MessageID
    var name: String?
    var number: Int?

    init(_ id: Int, _ name: String? = "a", _ number: Int? = 1) {
        self.id = .test(id)
        self.name = name
        self.number = number
    }
}

extension MessageID {
    static func test(_ number: Int) -> MessageID { MessageID(high: 0xA0D1, low: UInt64(number)) }
    static func run(_ number: Int) -> MessageID { MessageID(high: 0x5151, low: UInt64(number)) }
}

/// A table, a run and a writer of one contract, on one database.
final class TestLoad {
    let connection: PostgresConnection
    let plan: LoadPlan
    let run: MessageID
    let contract: String
    let writer: BatchWriter
    private let told = Told()

    /// What the writer said of the server: true where it is away.
    var outages: [Bool] { told.outages }

    private final class Told {
        var outages: [Bool] = []
    }

    init(
        _ connection: PostgresConnection, plan: LoadPlan = .byMessage, run: MessageID = .run(1),
        contract: String = "logins", retrySeconds: Double = 30, stops: @escaping () -> Bool = { false },
        refusedEntry: @escaping (JudgedBlock, EncodedRows.Row, PostgresRefusal) throws -> QuarantineEntry = {
            .test($1.id, errors: [["keyword": "database", "sqlstate": .string($2.sqlstate)]])
        }
    ) throws {
        self.connection = connection
        self.plan = plan
        self.run = run
        self.contract = contract
        try TargetTable(plan).ensure(connection)
        try RunStore(connection).begin(
            RunRecord(
                id: run, contract: contract, contractVersion: "1.0.0", contractFingerprint: "f", source: "test"))
        writer = try BatchWriter(
            connection: connection, plan: plan, contract: contract, contractVersion: "1.0.0", runID: run,
            retrySeconds: retrySeconds, onOutage: { [told] in told.outages.append($0) }, stops: stops,
            refusedEntry: refusedEntry)
    }

    /// Writes one batch of one block.
    @discardableResult
    func write(_ rows: [TestRow], invalid: [MessageID] = []) throws -> BatchOutcome {
        try writer.write([block(rows, invalid: invalid)])
    }

    func block(_ rows: [TestRow], invalid: [MessageID] = [], sequence: Int = 0) -> JudgedBlock {
        var encoded = EncodedRows()
        for (index, row) in rows.enumerated() {
            let start = encoded.bytes.count
            encoded.bytes += TestTuple.encode(plan.columns.map { field($0.name, of: row) })
            let keyStart = encoded.keys.count
            if plan.key != ["message_id"] {
                for name in plan.key { encoded.keys += TestTuple.lengthAndBytes(field(name, of: row)) }
            }
            encoded.rows.append(
                EncodedRows.Row(
                    id: row.id, message: index, start: start, length: encoded.bytes.count - start,
                    keyStart: keyStart, keyLength: encoded.keys.count - keyStart))
        }
        let slices = rows.indices.map { MessageSlice(start: 0, length: 0, offset: $0, line: $0 + 1) }
        let block = MessageBlock(
            sequence: sequence, input: 0, taking: MessageBlock.allocate(0), messages: slices)
        return JudgedBlock(block: block, rows: encoded, quarantined: entries(invalid.map { .test($0) }))
    }

    /// The entries as a worker of this run writes them.
    func entries(_ entries: [QuarantineEntry]) -> QuarantineRows {
        let encoder = QuarantineEncoder(runID: run, contract: contract, contractVersion: "1.0.0")
        var rows = QuarantineRows()
        for (message, entry) in entries.enumerated() { encoder.append(entry, message: message, to: &rows) }
        return rows
    }

    private func field(_ name: String, of row: TestRow) -> [UInt8]? {
        switch name {
        case "message_id": TestTuple.bytes(row.id)
        case "name": row.name.map { Array($0.utf8) }
        case "number": row.number.map { TestTuple.bytes(UInt32(bitPattern: Int32($0))) }
        default: TestTuple.bytes(run)
        }
    }

    /// The table's rows as text, by the first column.
    func table() throws -> [String] { try strings("SELECT concat_ws(' ', name, number) FROM t ORDER BY 1") }

    func strings(_ sql: String) throws -> [String] {
        let result = try connection.execute(sql)
        return (0..<result.count).map { result.text($0, 0) ?? "NULL" }
    }

    func int(_ sql: String) throws -> Int { try connection.execute(sql).int(0, 0) ?? -1 }

    func record() throws -> RunRecord? { try RunStore(connection).show(run) }
}

extension QuarantineEntry {
    static func test(
        _ id: MessageID, errors: JSONValue = [["keyword": "type", "pointer": "/a/0/b"], ["keyword": "required"]],
        receiveCount: Int? = nil
    ) -> QuarantineEntry {
        QuarantineEntry(
            messageID: id, source: "test", position: 7, receiveCount: receiveCount,
            errors: StoredDocument(errors), errorCount: errors.array?.count ?? 0,
            payloadMasked: StoredDocument(["a": "string(3)"]), fingerprint: "fp", sealed: [1, 2, 255], keyID: "k1")
    }
}

extension LoadPlan {
    private static let columns = [
        Column(name: "message_id", source: .messageID, type: .uuid),
        Column(name: "name", source: .message("/name"), type: .varchar(8)),
        Column(name: "number", source: .message("/number"), type: .integer),
        Column(name: "run_id", source: .runID, type: .uuid),
    ]

    /// The message id is the key: the table itself tells what was loaded.
    static let byMessage = LoadPlan(table: TableName(table: "t"), key: ["message_id"], columns: columns)
    /// The name is the key: the ledger tells it.
    static let byName = LoadPlan(table: TableName(table: "t"), key: ["name"], columns: columns)
    /// No key, and only two columns: the ledger tells it.
    static let withoutKey = LoadPlan(table: TableName(table: "t"), key: [], columns: Array(columns[1...2]))
}

/// COPY's binary tuples by hand (PostgreSQL documentation, COPY, Binary Format).
enum TestTuple {
    static func encode(_ fields: [[UInt8]?]) -> [UInt8] {
        [UInt8(fields.count >> 8), UInt8(fields.count & 255)] + fields.flatMap(lengthAndBytes)
    }

    static func lengthAndBytes(_ field: [UInt8]?) -> [UInt8] {
        guard let field else { return [255, 255, 255, 255] }
        return bytes(UInt32(field.count)) + field
    }

    static func bytes(_ number: UInt32) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(number >> $0 & 255) }
    }

    static func bytes(_ id: MessageID) -> [UInt8] {
        [id.high, id.low].flatMap { half in stride(from: 56, through: 0, by: -8).map { UInt8(half >> UInt64($0) & 255) }
        }
    }
}
