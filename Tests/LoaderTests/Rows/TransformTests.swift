import Testing
import Validator

@testable import Loader

@Suite("Values on their way to a column")
struct TransformTests {
    static let texts: [([Transform], String, String?)] = [
        ([.trim], #"" \t\n a b \r""#, "a b"), ([.trim], #""\u000b\u000ca\u000b""#, "a"), ([.trim], #""  ""#, ""),
        ([.trim], #""\t""#, ""), ([.trim], #""""#, ""), ([.trim], #""a""#, "a"), ([.trim], "null", nil),
        // White space beyond ASCII is content.
        ([.trim], #""\u00a0é\u3000""#, "\u{A0}é\u{3000}"),
        ([.lower], #""AZaz[@`{09""#, "azaz[@`{09"), ([.upper], #""AZaz[@`{09""#, "AZAZ[@`{09"),
        ([.lower], #""ÀÉß""#, "àéß"), ([.upper], #""straße""#, "STRASSE"), ([.lower], #""\u212a""#, "k"),
        ([.lower], #""""#, ""), ([.upper], #""""#, ""),
        ([.trim, .upper], #"" ab ""#, "AB"), ([.upper, .trim, .lower], #"" É ""#, "é"),
        ([.trim, .lower], #""   ""#, ""), ([.lower], "1E5", "1E5"), ([.lower], "true", "true"),
        ([.defaultValue("none")], "null", "none"), ([.defaultValue("none")], #""""#, ""),
        ([.defaultValue(" X "), .trim, .lower], "null", " X "), ([.defaultValue(7)], "null", "7"),
        ([.defaultValue(true)], "null", "true"), ([.defaultValue(.null)], "null", nil),
    ]

    @Test("are trimmed, lowered, raised and defaulted", arguments: texts)
    func text(transforms: [Transform], json: String, stored: String?) throws {
        let fixture = try RowFixture(.text, transforms)
        #expect(try fixture.code(json) == nil)
        #expect(fixture.fields() == [stored.map { Array($0.utf8) }])
    }

    @Test("are measured after they were changed")
    func lengthAfterwards() throws {
        #expect(try RowFixture.code(#"" ab ""#, .varchar(2), [.trim]) == nil)
        #expect(try RowFixture.code(#""ß""#, .varchar(1), [.upper]) == .tooLong)
        #expect(try RowFixture.code(#""\u212a""#, .varchar(1), [.lower]) == nil)
        #expect(try RowFixture.code(#"" 2026-01-31 ""#, .date, [.trim]) == nil)
        #expect(try RowFixture.code(#"" 2026-01-31 ""#, .date) == .syntax)
        #expect(try RowFixture.code(#"" ::1\n""#, .inet, [.trim]) == nil)
    }

    @Test(
        "of U+0000 stay unstorable whatever the transform", arguments: [[.trim], [.lower], [.upper]] as [[Transform]])
    func unstorable(transforms: [Transform]) throws {
        #expect(try RowFixture.code(#""a\u0000""#, .text, transforms) == .unstorable)
    }

    @Test("take a default of their own type in place of nothing, untouched by the transforms")
    func defaults() throws {
        let fixture = try RowFixture(.integer, [.defaultValue(5)])
        #expect(try fixture.add("{}") == [])
        for value in ["null", "6"] { #expect(try fixture.code(value) == nil) }
        #expect(try fixture.values() == ["5", "5", "6"])
        let epoch = try RowFixture(.timestamptz, [.epochSeconds, .defaultValue("2026-01-01T00:00:00Z")])
        #expect(try epoch.add("{}") == [])
        #expect(try epoch.values() == ["2026-01-01 00:00:00+00"])
        let version = try RowFixture(.integer, [.version, .defaultValue(0)])
        #expect(try version.add("{}") == [])
        #expect(try version.values() == ["0"])
        let document = try RowFixture(.jsonb, [.defaultValue(["a": [1]])])
        #expect(try document.add("{}") == [])
        #expect(try document.values() == [#"{"a": [1]}"#])
    }

    static let wrongDefaults: [(ColumnType, JSONValue, Mask?)] = [
        (.integer, "CANARY", nil), (.varchar(2), "CANARY", nil), (.date, "CANARY", nil), (.jsonb, "CANARY\0", nil),
        (.text, 5, Mask(method: .hmac, domain: "d")),
        (.text, "CANARY", Mask(method: .hmac, domain: "d", normalize: .ip)),
    ]

    @Test(
        "are not replaced by NULL where their default does not fit: the contract is refused", arguments: wrongDefaults)
    func wrongDefault(type: ColumnType, value: JSONValue, mask: Mask?) throws {
        let error = #expect(throws: LoaderError.self) { try RowFixture(type, [.defaultValue(value)], mask: mask) }
        #expect(error?.code == "contract.invalid" && error?.kind == .configuration)
        #expect(error?.description.contains("CANARY") == false)
        let column = Column(
            name: "x", source: .message("/x"), type: type, transforms: [.defaultValue(value)], mask: mask)
        #expect(RowEncoder.refusal(of: value, in: column) != nil)
    }

    @Test("may have any default that fits, below a mask too")
    func rightDefaults() throws {
        let ip = Column(
            name: "x", source: .message("/x"), type: .text, mask: Mask(method: .hmac, domain: "d", normalize: .ip))
        #expect(RowEncoder.refusal(of: "1.2.3.4", in: ip) == nil)
        let none = Column(name: "x", source: .message("/x"), type: .integer, mask: Mask(method: .null))
        #expect(RowEncoder.refusal(of: 5, in: none) == nil)
        #expect(RowEncoder.refusal(of: "5", in: none) != nil)
    }

    @Test("become moments, exact to the microsecond")
    func epochs() throws {
        let seconds = try RowFixture(.timestamptz, [.epochSeconds])
        for value in ["0", "-1.5", "1700000000.123456", "1.7e9", "1700000000.1234569", "-0.0000019", "0e9", "1e-400"] {
            #expect(try seconds.code(value) == nil, "\(value)")
        }
        #expect(
            try seconds.values() == [
                "1970-01-01 00:00:00+00", "1969-12-31 23:59:58.5+00", "2023-11-14 22:13:20.123456+00",
                "2023-11-14 22:13:20+00", "2023-11-14 22:13:20.123456+00", "1969-12-31 23:59:59.999999+00",
                "1970-01-01 00:00:00+00", "1970-01-01 00:00:00+00",
            ])
        for value in ["253402300800", "-1e300", "1e99999999999"] { #expect(try seconds.code(value) == .outOfRange) }
        for value in [#""1""#, "true", "[]"] { #expect(try seconds.code(value) == .wrongKind) }
        let milliseconds = try RowFixture(.timestamp, [.epochMilliseconds])
        #expect(try milliseconds.code("1700000000123.4567") == nil)
        #expect(try milliseconds.values() == ["2023-11-14 22:13:20.123456"])
    }

    @Test("are masked last, as the text they then are; a default is masked as it stands")
    func masked() throws {
        let mask = Mask(method: .hmac, domain: "d")
        func token(_ json: String, _ transforms: [Transform] = []) throws -> [UInt8]? {
            let fixture = try RowFixture(.text, transforms, mask: mask)
            #expect(try fixture.code(json) == nil)
            return fixture.fields()[0]
        }
        let plain = try #require(try token(#""ab""#))
        #expect(try token(#"" AB ""#, [.trim, .lower]) == plain)
        #expect(try token("null", [.lower, .defaultValue("ab")]) == plain)
        #expect(try token("null", [.lower, .defaultValue("AB")]) == token(#""AB""#))
        #expect(try token(#""AB""#) != plain)
        #expect(!String(decoding: plain, as: UTF8.self).contains("ab."))
        #expect(try token("null") == nil)
    }

    @Test("are what each mask makes of them, and NULL under the mask null")
    func masks() throws {
        func stored(_ json: String, _ type: ColumnType, _ mask: Mask) throws -> String? {
            let fixture = try RowFixture(type, mask: mask)
            #expect(try fixture.code(json) == nil)
            return fixture.fields()[0].map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(try stored(#""1.2.3.4""#, .inet, Mask(method: .null)) == nil)
        #expect(try stored(#""x""#, .varchar(10), Mask(method: .redact)) == "[redacted]")
        #expect(try stored(#""abc""#, .text, Mask(method: .sha256))?.hasPrefix("ba7816bf") == true)
        #expect(try stored(#""x""#, .varchar(36), Mask(method: .hmac, domain: "d", bits: 128))?.count == 36)
        for value in ["5", "true", "{}", "[]"] {
            #expect(try RowFixture.code(value, .text, mask: Mask(method: .redact)) == .wrongKind)
        }
    }
}
