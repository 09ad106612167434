import Reporting
import Testing
import Validator

@testable import Loader

/// Encodes messages by a plan, and takes rows apart.
final class RowFixture {
    let plan: LoadPlan
    let slots: FieldSlots
    let encoder: RowEncoder
    private let parser = JSONParser()
    private(set) var rows = EncodedRows()
    static let run = RunIdentity(
        id: MessageID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10),
        startedAt: Timestamp(milliseconds: 1_790_000_000_123))

    init(_ columns: [Column], key: [String] = []) throws {
        plan = LoadPlan(table: TableName(table: "rows"), key: key, columns: columns)
        let table = FieldTable(columns.compactMap(\.source.pointer))
        slots = FieldSlots(table)
        encoder = try RowEncoder(plan, fields: table, keyring: knownRing(), run: Self.run)
    }

    @discardableResult
    func add(_ text: String, id: MessageID = MessageID(high: 1, low: 2), delivery: QueueDelivery? = nil) throws
        -> [ColumnError]
    {
        try Array(text.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            slots.fill(node)
            return encoder.encode(
                node, slots: slots, id: id, delivery: delivery, message: rows.rows.count, into: &rows)
        }
    }

    /// A plan of the column `x` alone, from `/x`.
    convenience init(_ type: ColumnType, _ transforms: [Transform] = [], mask: Mask? = nil) throws {
        try self.init([Column(name: "x", source: .message("/x"), type: type, transforms: transforms, mask: mask)])
    }

    /// Encodes `{"x": value}` and returns why it is refused.
    @discardableResult
    func code(_ value: String) throws -> ColumnError.Code? { try add("{\"x\": \(value)}").first?.code }

    /// Loads the rows into a new database and returns what `expressions` select, in the order of loading.
    func load(_ expressions: String...) throws -> [[String?]] {
        let connection = try PostgresConnection(try TestCluster.database())
        try TargetTable(plan).ensure(connection)
        try connection.copyIn("COPY rows FROM STDIN (FORMAT binary)") { try $0.write(rows.bytes) }
        _ = try connection.execute("SET TIME ZONE 'UTC'")
        let selected = expressions.map { "(\($0))::text" }.joined(separator: ", ")
        let result = try connection.execute("SELECT \(selected) FROM rows ORDER BY ctid")
        return (0..<result.count).map { row in expressions.indices.map { result.text(row, $0) } }
    }

    /// The column `x` of all rows, as PostgreSQL prints it.
    func values(_ expression: String = "x") throws -> [String?] { try load(expression).map { $0[0] } }

    /// The fields of a row; nil for SQL NULL.
    func fields(_ row: Int = 0) -> [[UInt8]?] {
        let place = rows.rows[row]
        var bytes = rows.bytes[place.start..<place.start + place.length].dropFirst(2)
        var fields: [[UInt8]?] = []
        while !bytes.isEmpty {
            let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(4)
            guard length != 0xFFFF_FFFF else {
                fields.append(nil)
                continue
            }
            fields.append(Array(bytes.prefix(length)))
            bytes = bytes.dropFirst(length)
        }
        return fields
    }

    /// What becomes of one value in a column of that type.
    static func code(_ value: String, _ type: ColumnType, _ transforms: [Transform] = [], mask: Mask? = nil) throws
        -> ColumnError.Code?
    {
        try RowFixture(type, transforms, mask: mask).code(value)
    }
}
