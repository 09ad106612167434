import Testing
import Validator

@testable import Loader

@Suite("Random rows")
struct RowPropertyTests {
    private static let types: [ColumnType] = [
        .text, .varchar(5), .uuid, .boolean, .smallint, .integer, .bigint, .real, .double,
        .numeric(precision: 12, scale: 4), .numeric(precision: nil, scale: 0), .date, .timestamp, .timestamptz, .inet,
        .jsonb,
    ]

    @Test("hold what PostgreSQL itself reads from the same text", arguments: types)
    func roundTrip(type: ColumnType) throws {
        var random = SplitMix(state: 0xA0D1)
        let fixture = try RowFixture([
            Column(name: "x", source: .message("/x"), type: type),
            Column(name: "source", source: .message("/s"), type: .text),
        ])
        for _ in 0..<2_000 {
            let text = RandomValue.text(type, &random)
            let isBare = RandomValue.isBare(type)
            let value = isBare ? text : "\"\(text)\""
            try fixture.add("{\"x\": \(value), \"s\": \"\(isBare ? RandomValue.escaped(text) : text)\"}")
        }
        let accepted = fixture.rows.rows.count
        #expect(accepted > 200)
        // A JSON null is SQL NULL in every column.
        let expected = type == .jsonb ? "nullif(source::jsonb, 'null')" : "source::\(type.sql)"
        let different = try fixture.load("source", "x", "x IS NOT DISTINCT FROM \(expected)").filter { $0[2] != "true" }
        #expect(different == [])
    }

    @Test("that are refused are refused by PostgreSQL as well", arguments: types)
    func refusals(type: ColumnType) throws {
        var random = SplitMix(state: 0xA0D2)
        let fixture = try RowFixture(type)
        let connection = try PostgresConnection(try TestCluster.database())
        // Only here is audit stricter: PostgreSQL rounds what does not fit a scale, and cuts no varchar but casts one.
        let isStricter = [.varchar(5), .numeric(precision: 12, scale: 4)].contains(type)
        var refused = 0
        for _ in 0..<500 where !isStricter {
            let text = RandomValue.text(type, &random)
            guard try fixture.code(RandomValue.isBare(type) ? text : "\"\(text)\"") != nil else { continue }
            refused += 1
            #expect(throws: PostgresError.self, "\(text)") {
                try connection.execute("SELECT $1::\(type.sql)", parameters: [PostgresValue(text)])
            }
        }
        let takesAll: [ColumnType] = [.text, .uuid, .boolean, .jsonb, .numeric(precision: nil, scale: 0)]
        #expect(refused > 0 || isStricter || takesAll.contains(type))
    }

    @Test("of any type's text never stop a load: whatever the encoder takes, COPY takes", arguments: types)
    func neverRefused(type: ColumnType) throws {
        var random = SplitMix(state: 0xA0D3)
        let fixture = try RowFixture(type)
        for round in 0..<640 {
            let form = Self.types[round % Self.types.count]
            let text = RandomValue.text(form, &random)
            let isQuoted = !RandomValue.isBare(form) || Bool.random(using: &random) && form != .jsonb
            try fixture.code(isQuoted ? "\"\(text)\"" : text)
        }
        let accepted = fixture.rows.rows.count
        #expect(accepted > 0)
        #expect(try fixture.values("1").count == accepted)
    }
}
