import Testing

@testable import Validator

@Suite("Formats")
struct FormatTests {
    @Test("a name and its format lead to each other", arguments: Format.allCases)
    func names(format: Format) {
        #expect(Format(name: format.name) == format)
        #expect(Format(name: format.name + "x") == nil)
    }

    private func check(_ format: Format, valid: [String], invalid: [String]) {
        for text in valid { #expect(text.withBytes(format.isSatisfied), "\(format.name) should accept \(text)") }
        for text in invalid { #expect(!text.withBytes(format.isSatisfied), "\(format.name) should refuse \(text)") }
    }

    @Test("date-time")
    func dateTime() {
        check(
            .dateTime,
            valid: [
                "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999999Z", "2000-02-29T00:00:00-00:00",
                "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00", "2016-12-31T12:59:60-11:00",
            ],
            invalid: [
                "", "2020-01-01", "2020-01-01 00:00:00Z", "2020-01-01T00:00:00", "2020-01-01T00:00:00.Z",
                "2020-01-01T00:00Z", "1900-02-29T00:00:00Z", "2020-01-01T00:00:00+0100", "2020-01-01T00:00:00+01:0",
                "2020-01-01T00:00:00+01:00 ", "2020-01-01T00:00:00ZZ", "-2020-01-01T00:00:00Z", "2020-00-01T00:00:00Z",
                "2020-01-00T00:00:00Z", "2020-01-01T00:00:00\u{0}Z", "2020-01-01T00:00:60+01:00",
            ])
        check(.date, valid: ["2000-02-29", "2400-02-29"], invalid: ["2100-02-29", "200-02-29", "2000-02-29 ", ""])
        check(.time, valid: ["00:00:00Z", "23:59:60.5z"], invalid: ["", "00:00:00", "00:00:00+24:00", "0:00:00Z"])
    }

    @Test("duration")
    func duration() {
        check(
            .duration, valid: ["P1Y2M3DT4H5M6S", "P0W", "PT5M", "P1YT1S", "P12345678901234567890D"],
            invalid: [
                "", "P", "PT", "P1", "P1Y2D", "PT1H5S", "P1M1Y", "P1W1D", "P1D1W", "P1.5D", "P-1D", "-P1D", "P1YT",
                "PYMD", "PT1", "P1DT", "P1D ", "PT1H1", "P1S", "p1d", "P1Y1Y", "P1DT1D",
            ])
    }

    @Test("email and idn-email")
    func email() {
        let local64 = String(repeating: "a", count: 64)
        check(
            .email,
            valid: [
                "a@b", "a+b@example.com", "!#$%&'*+-/=?^_`{|}~@example.org", "\"a\\\"b\"@example.org",
                "\"\"@example.org", "a@[1.2.3.4]",
                "a@[IPv6:2001:db8::1]", "a@[ipv6:::1]", "a@[tag:content]", local64 + "@example.org",
            ],
            invalid: [
                "", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b c", "a@-b.c", "a@b..c", "a@b.", "\"a@b", "\"a\"b@c",
                "\"a\n\"@b", "a@[1.2.3]", "a@[IPv6:1]", "a@[tag:]", "a@[IPv\u{16}:::1]", "a@[", "a@[]", "a@[1.2.3.4",
                "é@example.org",
                "a@é.org", local64 + "a@example.org", "a@example.org\n", "a@[tag]x", "\"a\\",
            ])
        check(
            .idnEmail, valid: ["é@é.org", "\"é ü\"@example.org", "a@b"],
            invalid: ["é@", "é é@example.org", "a@\u{302E}실", ".é@example.org"])
    }

    @Test("hostname and idn-hostname")
    func hostname() {
        let label = String(repeating: "a", count: 63)
        let long = [label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")
        check(
            .hostname, valid: ["a", "1", "a.b", "A-1.B", "xn--bcher-kva.example", "XN--BCHER-KVA", long, "ab--cd"],
            invalid: [
                "", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "é", "xn--", "xn--x", "xn--a", long + "a",
                label + "a", "a\u{0}", "a。b",
            ])
        check(
            .idnHostname, valid: ["bücher.example", "a。b", "xn--bcher-kva", "例え.テスト", "Example.com"],
            invalid: [
                "", "bücher.", ".bücher", "bücher..example", "-bücher", "bücher-", "bü_cher", "BÜCHER", "bü\u{0}cher",
                "bu\u{308}cher", "xn--bcher-kv", String(repeating: "ü", count: 200), "☃",
            ])
    }

    @Test("ipv4 and ipv6")
    func addresses() {
        check(
            .ipv4, valid: ["0.0.0.0", "255.255.255.255", "1.10.100.200"],
            invalid: [
                "", "1.2.3", "1.2.3.4.", ".1.2.3.4", "1..2.3", "256.1.1.1", "01.1.1.1", "1.1.1.00", "1.1.1.1\n",
                "1.1.1.1000", "a.b.c.d", "1.2.3.4.5", "+1.2.3.4", "1,2.3.4",
            ])
        check(
            .ipv6,
            valid: [
                "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "::1.2.3.4",
                "1:2:3:4:5:6:1.2.3.4", "ABCD:ef01::", "1::2:3:4:5:6.7.8.9", "::ffff:255.255.255.255",
            ],
            invalid: [
                "", ":", ":::", "1", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4:1", "1.2.3.4::", "g::", "::12345",
                "::%1", "[::1]", "::1.2.3.256", "1:2:3:4:5:6:7:8:", "1:::2", "::1.2.3.4 ",
            ])
    }

    @Test("uri and uri-reference")
    func uri() {
        check(
            .uri,
            valid: [
                "a:", "a:b", "http://", "http:///", "http://a:80/", "http://a:/", "http://[::1]:80/?a#b", "file:///a/b",
                "http://[v1.a:b]/", "urn:a:b?c#d", "a+b-c.d:e", "http://u:p@h/", "http://a/%00", "http://a/?/?", "a:?#",
            ],
            invalid: [
                "", ":", "a", "1a:b", "http://a b", "http://[::1", "http://::1]", "http://[::1]a", "http://[g]/",
                "http://a:b/", "http://a@b@c/", "http://a/%", "http://a/%2", "http://a/%2g", "http://a/#a#b",
                "http://a/é", "http://a/<", "http://a/\"", "http://a/\\", "http://a/^", "http://a/`", "http://a/{",
                "http://a[b]/", "http://a/[", "a\n:b", "http://[v.a]", "http://[v1.]", "http://[v1.%41]", "http://é/",
            ])
        check(
            .uriReference, valid: ["", "a", "/", "//", "//a", "?", "#", "a/b:c", "./a:b", "?a:b", "#a:b", "../a"],
            invalid: ["1:b", ":", "a b", "%", "//a:b", "é", "a_b:c", "##"])
    }

    @Test("iri and iri-reference")
    func iri() {
        check(
            .iri, valid: ["http://é/é?é\u{E000}#é", "http://é@é/", "http://a/\u{10000}", "a:b"],
            invalid: ["é", "é:a", "http://a/\u{E000}", "http://a/\u{FFFE}", "http://a/\u{1FFFE}", "http://a/\u{80}"])
        check(.iriReference, valid: ["é", "", "/é", "#é"], invalid: ["é:a", "é\\", "#\u{E000}"])
    }

    @Test("uri-template")
    func uriTemplate() {
        check(
            .uriTemplate,
            valid: [
                "", "a", "{a}", "{+a}", "{#a,b}", "{.a}", "{/a*}", "{;a:1}", "{?a.b}", "{&a}", "{a:9999}", "{%41}",
                "é{a}é", "%41", "{=a}", "it's",
            ],
            invalid: [
                "{", "}", "{}", "{a", "a}", "{{a}}", "{+}", "{a,}", "{,}", "{a:0}", "{a:10000}", "{a:}", "{a:x}",
                "{a b}", "{a-b}", "{.}", "{a.}", "{a..b}", "%", "%4", "a b", "\"", "<", "\\", "^", "`", "|", "{%4}",
                "{é}", "\u{7F}",
            ])
    }

    @Test("uuid")
    func uuid() {
        check(
            .uuid, valid: ["00000000-0000-0000-0000-000000000000", "ABCDEFab-cdef-0189-9999-aaaaaaaaaaaa"],
            invalid: [""])
        let sample = Array("01234567-89ab-cdef-ABCD-EF0123456789".utf8)
        for index in sample.indices {
            for byte in UInt8.min...0x7F {
                var changed = sample
                changed[index] = byte
                let expected = sample[index] == 0x2D ? byte == 0x2D : Character(UnicodeScalar(byte)).isHexDigit
                #expect(changed.withUnsafeBufferPointer(Format.uuid.isSatisfied) == expected, "\(index) \(byte)")
            }
        }
    }

    @Test("json-pointer and relative-json-pointer")
    func pointers() {
        check(.jsonPointer, valid: ["", "/", "//", "/~0~1", "/é"], invalid: ["a", "/~", "/~2", "/a~", "#/a"])
        check(
            .relativeJSONPointer, valid: ["0", "10", "0#", "1/a", "0+1", "0-1/a", "2+10#", "0/"],
            invalid: ["", "-", "#", "00", "01", "0a", "0+", "0+0", "0+01", "0##", "0#/a", "/a", "1 ", "0-", "1/~"])
    }

    @Test("regex")
    func regex() {
        check(.regex, valid: ["", "^a$", "(?<=a+)b", "\\p{L}"], invalid: ["(", "\\a", "a**", "[b-a]", "\\p{None}"])
    }
}
