import Testing
import Validator

@testable import Loader

@Suite("Values that do not fit their column")
struct RefusedValueTests {
    static let refused: [(ColumnType, ColumnError.Code, [String])] = [
        (.text, .unstorable, [#""a\u0000""#, #""\u0000""#]),
        (.text, .wrongKind, ["{}", "[]"]),
        (.varchar(3), .tooLong, [#""abcd""#, #""abc ""#, #""é😀ßa""#, "1234", "1e10", "false"]),
        (.uuid, .syntax, [#""424cdd21-063a-43a7-b91b-7ca1a833afa""#, #""424cdd210063a-43a7-b91b-7ca1a833afae""#]),
        (
            .uuid, .syntax,
            [#""""#, #""{424cdd21-063a-43a7-b91b-7ca1a833af}""#, #""424cdd21-063a-43a7-b91b-7ca1a833af@e""#]
        ),
        (.uuid, .wrongKind, ["1", "true", "[]"]),
        (.boolean, .wrongKind, [#""true""#, "1", "0", "{}"]),
        (.smallint, .outOfRange, ["32768", "-32769", "1e5", "99999999999999999999"]),
        (.integer, .outOfRange, ["2147483648", "-2147483649", "1e10"]),
        (
            .bigint, .outOfRange,
            ["1e400", "99999999999999999999", "9.223372036854775808e18", "1e999999999999999999999"]
        ),
        (.integer, .wrongKind, ["1.5", "1e-1", "0.000001", #""1""#, "true", "{}"]),
        (.real, .outOfRange, ["3.5e38", "1e400", "1e-50", "-1e39"]),
        (.double, .outOfRange, ["1e400", "-1e309", "1e-400"]),
        (.double, .wrongKind, [#""NaN""#, #""Infinity""#, #""1""#, "true"]),
        (.numeric(precision: 4, scale: 2), .outOfRange, ["100", "-100.5", "1e400", "1e2"]),
        (.numeric(precision: 4, scale: 2), .inexact, ["0.001", "1.999", "1e-9999999999", "99.999", "100.001"]),
        (.numeric(precision: 4, scale: 2), .wrongKind, [#""1""#, #""NaN""#]),
        (.date, .syntax, [#""2024-04-31""#, #""2024-01-00""#, #""2024-00-01""#, #""infinity""#, #""""#]),
        (.date, .syntax, [#""10000-01-01""#, #""-001-01-01""#, #""2024-01-01 ""#, #""0001-01-01 BC""#]),
        (.date, .wrongKind, ["20240101", "{}"]),
        (.timestamptz, .syntax, [#""2026-11-23""#, #""infinity""#, #""""#, #""2026-11-23T06:00Z""#]),
        (.timestamptz, .syntax, [#""2026-11-23T06:00:61Z""#, #""2026-11-23_06:00:00Z""#, #""2026-11-23T6:00:00Z""#]),
        (.timestamptz, .syntax, [#""2026-11-23T06:00:00+1:00""#, #""2026-11-23T06:00:00Zx""#]),
        (.timestamptz, .syntax, [#""2026-11-23T06:00:00+0100""#, #""2026-11-23T06:00:00+01""#]),
        (.timestamptz, .syntax, [#""2026-11-23T06:00:00+01:60""#, #""2026-11-23T06:00:00,5Z""#]),
        (.timestamptz, .wrongKind, ["1700000000", "[]"]),
        (.inet, .syntax, [#""1.2.3.4.5""#, #""256.1.1.1""#, #""01.2.3.4""#, #""""#, #""1.2.3.4 ""#, #""1.2.3.4/08""#]),
        (.inet, .syntax, [#"":""#, #"":::""#, #""1::2::3""#, #""1:2:3:4:5:6:7""#, #""1:2:3:4:5:6:7:8:9""#]),
        (.inet, .syntax, [#""::1%eth0""#, #""12345::""#, #""1:2:3:4:5:6:7:8::""#, #""1:""#, #"":1::""#, #""[::1]""#]),
        (.inet, .syntax, [#""::1.2.3""#, #""::1.2.3.4:5""#, #""::1/""#, #""::1/1/1""#, #""/8""#, #""1.2.3.4/-1""#]),
        (.inet, .wrongKind, ["1", "true"]),
        (.jsonb, .unstorable, [#""\u0000""#, #"[{"a": "b\u0000"}]"#, #"{"a": {"\u0000": 1}}"#]),
        (.jsonb, .outOfRange, ["[1e200000]", "1e-20000", "0e-20000", #"{"a": {"b": [0, -1e131072]}}"#]),
    ]

    @Test("are refused before the database sees them", arguments: refused)
    func codes(type: ColumnType, code: ColumnError.Code, values: [String]) throws {
        let fixture = try RowFixture(type)
        for value in values { #expect(try fixture.code(value) == code, "\(value)") }
        #expect(fixture.rows.bytes.isEmpty && fixture.rows.rows.isEmpty)
    }

    @Test("are those that PostgreSQL refuses too, where it reads the same text")
    func refusedByPostgres() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        // What audit refuses by choice and PostgreSQL would take: fractions to round, other spellings, kinds.
        let types: [ColumnType] = [.real, .double, .bigint, .jsonb]
        for (type, code, values) in Self.refused where types.contains(type) && code == .outOfRange {
            for value in values where type != .bigint || !value.contains("e") {
                #expect(throws: PostgresError.self, "\(value)") {
                    try connection.execute("SELECT '\(value)'::\(type.sql)")
                }
            }
        }
    }

    @Test("are all named, each with its place and none with its value")
    func allErrors() throws {
        let fixture = try RowFixture([
            Column(name: "id", source: .messageID, type: .uuid),
            Column(name: "a", source: .message("/a"), type: .varchar(2)),
            Column(name: "b", source: .message("/b/c"), type: .integer),
            Column(name: "d", source: .message("/d"), type: .date),
            Column(name: "e", source: .message("/e"), type: .text),
        ])
        let errors = try fixture.add(
            #"{"a": "s3cret", "b": {"c": 4711.5}, "d": "s3crêt", "e": {"s3cret": 4711, "x": 0}}"#)
        #expect(errors.map(\.column) == ["a", "b", "d", "e"])
        #expect(errors.map(\.pointer) == ["/a", "/b/c", "/d", "/e"])
        #expect(errors.map(\.code) == [.tooLong, .wrongKind, .syntax, .wrongKind])
        #expect(errors.map(\.kind) == [.string, .number, .string, .object])
        #expect(errors.map(\.length) == [6, 6, 6, 2])
        var dumped = ""
        dump(errors, to: &dumped)
        #expect(!"\(errors) \(dumped) \(String(reflecting: errors))".contains(/s3cr|4711/))
        #expect("\(errors[3])" == "column e: expected a text, found an object of length 2")
        #expect(fixture.rows.rows.isEmpty && fixture.rows.bytes.isEmpty && fixture.rows.keys.isEmpty)
    }

    @Test(
        "of an epoch column are told which numbers it takes",
        arguments: [(Transform.epochSeconds, "seconds since 1970"), (.epochMilliseconds, "milliseconds since 1970")])
    func epoch(transform: Transform, words: String) throws {
        let column = Column(name: "t", source: .message("/t"), type: .timestamptz, transforms: [transform])
        for value in ["\"2026-01-31T09:30:00Z\"", "1e18"] {
            let error = try #require(try RowFixture([column]).add("{\"t\": \(value)}").first)
            #expect(error.expected.hasPrefix(words), "\(error)")
        }
    }

    @Test("are refused as keys where they are missing or null, and not where they are empty")
    func missingKey() throws {
        let column = Column(name: "k", source: .message("/k"), type: .text)
        let fixture = try RowFixture([column], key: ["k"])
        for message in ["{}", #"{"k": null}"#] {
            #expect(try fixture.add(message).map(\.code) == [.nullKey])
        }
        #expect(try fixture.add(#"{"k": ""}"#) == [])
        let filled = Column(name: "k", source: .message("/k"), type: .text, transforms: [.defaultValue("none")])
        #expect(try RowFixture([filled], key: ["k"]).add("{}") == [])
    }

    @Test("say in words what each type takes", arguments: refused.map(\.0))
    func expectations(type: ColumnType) throws {
        let encoder = try ColumnEncoder(Column(name: "x", source: .message("/x"), type: type), keyring: nil)
        for code in ColumnError.Code.allCases {
            let text = encoder.error(code, nil).expected
            #expect(text.hasPrefix("a") && !text.contains("\n"))
        }
    }

    @Test("have a test for each code")
    func everyCode() {
        #expect(Set(Self.refused.map(\.1)).union([.nullKey]) == Set(ColumnError.Code.allCases))
    }
}
