import Testing
import Validator

@testable import Loader

/// Every type into a real PostgreSQL by COPY BINARY, and back as text.
@Suite struct DatabaseValueTests {
    private static let cases: [(ColumnType, [Transform], [(json: String, text: String?)])] = [
        (.text, [], [(#""ünï""#, "ünï"), (#""a\"b""#, "a\"b"), ("1.50", "1.50"), ("true", "true"), (#""""#, "")]),
        (.varchar(3), [], [(#""äöü""#, "äöü"), ("null", nil)]),
        (.uuid, [], [(#""424CDD21-063a-43a7-b91b-7ca1a833afae""#, "424cdd21-063a-43a7-b91b-7ca1a833afae")]),
        (.boolean, [], [("true", "t"), ("false", "f")]),
        (.smallint, [], [("-32768", "-32768"), ("32767", "32767"), ("1.0", "1"), ("1e3", "1000")]),
        (.integer, [], [("-2147483648", "-2147483648"), ("0", "0"), ("-0", "0")]),
        (
            .bigint, [],
            [("-9223372036854775808", "-9223372036854775808"), ("9223372036854775807", "9223372036854775807")]
        ),
        (.real, [], [("1.5", "1.5"), ("-3.4e38", "-3.4e+38"), ("0.1", "0.1"), ("0", "0")]),
        (.double, [], [("1e308", "1e+308"), ("0.1", "0.1"), ("-0.0", "-0"), ("123456789.125", "123456789.125")]),
        (
            .numeric(precision: nil, scale: 0), [],
            [
                ("0", "0"), ("1", "1"), ("-1", "-1"), ("10000", "10000"), ("9999", "9999"),
                ("12345678.9", "12345678.9"),
                ("0.0001", "0.0001"), ("0.00001", "0.00001"), ("1.50", "1.50"), ("-0.5e-3", "-0.0005"),
                ("1e10", "10000000000"),
                ("100000000", "100000000"),
                ("123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"),
                ("1.23e-10", "0.000000000123"), ("0.0", "0.0"), ("20e-1", "2.0"),
            ]
        ),
        (
            .numeric(precision: 6, scale: 2), [],
            [("1234.56", "1234.56"), ("1.5", "1.50"), ("0", "0.00"), ("1.5000", "1.50"), ("-9999.99", "-9999.99")]
        ),
        (
            .date, [],
            [
                (#""2024-02-29""#, "2024-02-29"), (#""1969-12-31""#, "1969-12-31"), (#""0001-01-01""#, "0001-01-01"),
                (#""9999-12-31""#, "9999-12-31"),
            ]
        ),
        (
            .timestamp, [],
            [
                (#""2026-01-31T09:30:00""#, "2026-01-31 09:30:00"),
                (#""2026-01-31 09:30:00.123456""#, "2026-01-31 09:30:00.123456"),
                (#""2026-01-31T09:30:00+02:00""#, "2026-01-31 07:30:00"),
            ]
        ),
        (
            .timestamptz, [],
            [
                (#""2026-01-31T23:30:00-01:30""#, "2026-02-01 01:00:00+00"),
                (#""1999-12-31t23:59:60z""#, "2000-01-01 00:00:00+00"),
                (#""1969-12-31T23:59:59.9999995Z""#, "1970-01-01 00:00:00+00"),
            ]
        ),
        (
            .timestamptz, [.epochSeconds],
            [
                ("0", "1970-01-01 00:00:00+00"), ("1790000000.5", "2026-09-21 14:13:20.5+00"),
                ("-1.5e0", "1969-12-31 23:59:58.5+00"), ("1.7e9", "2023-11-14 22:13:20+00"),
            ]
        ),
        (.timestamptz, [.epochMilliseconds], [("1790000000123", "2026-09-21 14:13:20.123+00")]),
        (
            .inet, [],
            [
                (#""1.2.3.4""#, "1.2.3.4/32"), (#""10.0.0.0/8""#, "10.0.0.0/8"), (#""2001:DB8::1""#, "2001:db8::1/128"),
                (#""::ffff:1.2.3.4""#, "::ffff:1.2.3.4/128"), (#""::1/64""#, "::1/64"),
            ]
        ),
        (
            .jsonb, [],
            [(#"{"b": [1, "x"], "a": null}"#, #"{"a": null, "b": [1, "x"]}"#), (#""x""#, #""x""#), ("1.50", "1.50")]
        ),
        (.text, [.trim, .lower], [(#""  ÄBC\t""#, "äbc")]),
        (.text, [.upper, .defaultValue("none")], [(#""straße""#, "STRASSE"), ("null", "none")]),
        (.integer, [.defaultValue(7)], [("null", "7"), ("8", "8")]),
    ]

    @Test("what is written is what PostgreSQL reads", arguments: cases.indices)
    func roundTrip(_ index: Int) throws {
        let (type, transforms, values) = Self.cases[index]
        let connection = try PostgresConnection(try TestCluster.database())
        _ = try connection.execute("SET TIME ZONE 'UTC'")
        _ = try connection.execute("CREATE TABLE rows (n integer, x \(type.sql))")
        let fixture = try RowFixture([
            Column(name: "n", source: .message("/n"), type: .integer),
            Column(name: "x", source: .message("/x"), type: type, transforms: transforms),
        ])
        for (number, value) in values.enumerated() {
            #expect(try fixture.add("{\"n\": \(number), \"x\": \(value.json)}") == [])
        }
        try connection.copyIn("COPY rows FROM STDIN (FORMAT binary)") { writer in
            try writer.write(fixture.rows.bytes)
        }
        let result = try connection.execute("SELECT x::text FROM rows ORDER BY n")
        let expected = type == .boolean ? values.map { $0.text == "t" ? "true" : "false" } : values.map(\.text)
        #expect((0..<values.count).map { result.text($0, 0) } == expected)
    }

    @Test("versions sort in the database as versions do")
    func versions() throws {
        let sorted = ["0.2.6", "0.26", "2.6", "2.6.0", "2.6.1", "2.10", "6.2", "6.02", "10"]
        for type in [ColumnType.integer, .bigint] {
            let connection = try PostgresConnection(try TestCluster.database())
            _ = try connection.execute("CREATE TABLE rows (v text, x \(type.sql))")
            let fixture = try RowFixture([
                Column(name: "v", source: .message("/v"), type: .text),
                Column(name: "x", source: .message("/v"), type: type, transforms: [.version]),
            ])
            for version in sorted.reversed() { #expect(try fixture.add("{\"v\": \"\(version)\"}") == []) }
            try connection.copyIn("COPY rows FROM STDIN (FORMAT binary)") { writer in
                try writer.write(fixture.rows.bytes)
            }
            let result = try connection.execute("SELECT v FROM rows ORDER BY x")
            #expect((0..<sorted.count).map { result.text($0, 0) } == sorted)
        }
    }
}
