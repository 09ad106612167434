import Testing
import Validator

@testable import Loader

@Suite("Values at the edges of their column's type")
struct StoredValueTests {
    struct Sample: CustomTestStringConvertible {
        let type: ColumnType
        let values: [(json: String, stored: String?)]
        var testDescription: String { type.sql }

        init(_ type: ColumnType, _ values: KeyValuePairs<String, String?>) {
            self.type = type
            self.values = values.map { ($0.key, $0.value) }
        }
    }

    static let samples = [
        Sample(
            .text, [#""""#: "", #""a\u00e9\ud83d\ude00""#: "aé😀", "1.50": "1.50", "1E5": "1E5", "true": "true"]),
        // PostgreSQL counts characters, whatever their bytes.
        Sample(.varchar(3), [#""é😀ß""#: "é😀ß", #""e\u0301x""#: "e\u{301}x", "123": "123", #""""#: ""]),
        Sample(.uuid, [#""FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF""#: "ffffffff-ffff-ffff-ffff-ffffffffffff"]),
        Sample(.boolean, ["true": "true", "false": "false", "null": nil]),
        Sample(.smallint, ["-32768": "-32768", "32767": "32767", "-0": "0", "1e2": "100", "10e-1": "1"]),
        Sample(.integer, ["-2147483648": "-2147483648", "2147483647": "2147483647", "1.0": "1", "0e400": "0"]),
        Sample(
            .bigint,
            [
                "9223372036854775807.000": "9223372036854775807", "1e18": "1000000000000000000",
                "-9223372036854775808": "-9223372036854775808", "-9.223372036854775808e18": "-9223372036854775808",
            ]),
        Sample(
            .real, ["0.1": "0.1", "-3.4028235e38": "-3.4028235e+38", "1e-45": "1e-45", "16777217": "1.6777216e+07"]),
        Sample(
            .double,
            [
                "1.7976931348623157e308": "1.7976931348623157e+308", "5e-324": "5e-324", "-0": "-0", "1e22": "1e+22",
                "9007199254740993": "9.007199254740992e+15", "0e-400": "0",
            ]),
        Sample(
            .numeric(precision: 10, scale: 2),
            ["99999999.99": "99999999.99", "-0.01": "-0.01", "1.5000": "1.50", "12e3": "12000.00", "-0": "0.00"]),
        Sample(.numeric(precision: 3, scale: 3), ["0.999": "0.999", "1e-3": "0.001", "-0.000": "0.000"]),
        Sample(
            .numeric(precision: nil, scale: 0),
            [
                "1.50": "1.50", "-1.20e1": "-12.0", "1e20": "100000000000000000000", "0.00012": "0.00012",
                "123456789012345678901234567890.000100020003": "123456789012345678901234567890.000100020003",
            ]),
        Sample(
            .date,
            [
                #""0001-01-01""#: "0001-01-01", #""1999-12-31""#: "1999-12-31", #""2000-02-29""#: "2000-02-29",
                #""1900-02-28""#: "1900-02-28", #""9999-12-31""#: "9999-12-31",
            ]),
        Sample(
            .timestamptz,
            [
                #""2026-11-23t06:00:00.123456+05:30""#: "2026-11-23 00:30:00.123456+00",
                #""1999-12-31 23:59:59.9999996-00:00""#: "2000-01-01 00:00:00+00",
                #""2016-12-31T23:59:60Z""#: "2017-01-01 00:00:00+00",
                #""0001-01-01T00:00:00Z""#: "0001-01-01 00:00:00+00",
                #""2026-01-01T00:00:00+23:59""#: "2025-12-31 00:01:00+00",
                #""2026-01-01T00:00:00.00000049Z""#: "2026-01-01 00:00:00+00",
                #""2026-01-01T00:00:00.0000005Z""#: "2026-01-01 00:00:00.000001+00",
            ]),
        Sample(
            .timestamp,
            [
                #""2026-11-23T06:00:00""#: "2026-11-23 06:00:00",
                #""2026-11-23T06:00:00.5-01:00""#: "2026-11-23 07:00:00.5",
            ]),
        Sample(
            .inet,
            [
                #""0.0.0.0""#: "0.0.0.0/32", #""10.1.2.3/8""#: "10.1.2.3/8", #""1.2.3.4/0""#: "1.2.3.4/0",
                #""::""#: "::/128", #""1:2:3:4:5:6:7::""#: "1:2:3:4:5:6:7:0/128", #""1::8""#: "1::8/128",
                #""fe80::1:0:0:1/64""#: "fe80::1:0:0:1/64", #""::1.2.3.4""#: "::1.2.3.4/128",
                #""64:ff9b::1.2.3.4/96""#: "64:ff9b::102:304/96", #""2001:0db8::0001""#: "2001:db8::1/128",
            ]),
        Sample(
            .jsonb,
            [
                #"{"b": [1, 2.50, "\ud83d\ude00"], "a": null}"#: #"{"a": null, "b": [1, 2.50, "😀"]}"#,
                "1e3": "1000", "[]": "[]", "true": "true", #""\/""#: #""/""#, "-0.0": "0.0", "null": nil,
            ]),
    ]

    @Test("hold what the messages meant", arguments: samples)
    func stored(_ sample: Sample) throws {
        let fixture = try RowFixture(sample.type)
        for (json, _) in sample.values { #expect(try fixture.code(json) == nil, "\(json)") }
        #expect(try fixture.values() == sample.values.map(\.stored))
    }

    @Test("hold NULL for missing fields, for nulls, and for fields below them")
    func nulls() throws {
        let fixture = try RowFixture([Column(name: "x", source: .message("/a/b"), type: .integer)])
        for message in ["{}", #"{"a": null}"#, #"{"a": {"b": null}}"#, #"{"a": [1]}"#, #"{"a": {"b": 7}}"#] {
            #expect(try fixture.add(message) == [])
        }
        #expect(try fixture.values() == [nil, nil, nil, nil, "7"])
    }

    @Test("hold the whole message where a column names it, as deep as a message may be")
    func wholeMessage() throws {
        let fixture = try RowFixture([Column(name: "x", source: .message(""), type: .jsonb)])
        let depth = JSONParser.defaultMaximumDepth - 1
        let deep = #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        for message in [#"{"a": 1}"#, deep] { #expect(try fixture.add(message) == []) }
        #expect(try fixture.values() == [#"{"a": 1}"#, deep.replacingLast(#""a":["#, with: #""a": ["#)])
    }

    @Test("hold the longest numbers that numeric can hold, and the smallest, inside of documents too")
    func extremeNumerics() throws {
        for type in [ColumnType.numeric(precision: nil, scale: 0), .jsonb] {
            let fixture = try RowFixture(type)
            for value in ["1e131071", "-1e-16383", "9.9e131071", "0e400000"] {
                #expect(try fixture.code(value) == nil, "\(value)")
            }
            for value in ["1e131072", "1e-16384", "-1e999999999999", "0.1e131073"] {
                #expect(try fixture.code(value) == .outOfRange, "\(value)")
            }
            let number = type == .jsonb ? "(x #>> '{}')::numeric" : "x"
            #expect(
                try fixture.load("\(number) = 1e131071", "\(number) = -1e-16383", "\(number) = 0")
                    == [
                        ["true", "false", "false"], ["false", "true", "false"], ["false", "false", "false"],
                        ["false", "false", "true"],
                    ])
        }
    }

    @Test("hold times to the last microsecond of year 9999")
    func lastMoment() throws {
        let fixture = try RowFixture(.timestamptz)
        try fixture.code(#""9999-12-31T23:59:59.999999Z""#)
        #expect(try fixture.values() == ["9999-12-31 23:59:59.999999+00"])
        let epoch = try RowFixture(.timestamptz, [.epochSeconds])
        for value in ["253402300799.999999", "-62135596800"] { #expect(try epoch.code(value) == nil) }
        for value in ["253402300800", "-62135596800.000001"] { #expect(try epoch.code(value) == .outOfRange) }
        #expect(try epoch.values() == ["9999-12-31 23:59:59.999999+00", "0001-01-01 00:00:00+00"])
    }
}
