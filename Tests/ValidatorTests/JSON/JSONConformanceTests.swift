import Foundation
import Testing
import Validator

/// The corners of RFC 8259, by section, and where RFC 7493 (I-JSON) is stricter.
@Suite("JSON by RFC 8259 and RFC 7493")
struct JSONConformanceTests {
    @Test(
        "what is JSON",
        arguments: [
            // 2: any value alone, with white space around it and between the parts.
            "0", "\"\"", "true", "false", "null", " \t\n\r[\t\n\r ] \r\n\t ", "{ \"a\" : [ 1 , 2 ] }",
            // 4: empty names, names that differ in more than their spelling.
            #"{"":{}}"#, #"{"a":1,"A":2,"a\u0000":3}"#, "{\"\u{E9}\":1,\"e\u{301}\":2}",
            // 6: signs, fractions, exponents, any size.
            "-0", "-0.0", "0e0", "0E+1", "1e-0", "1e0001", "1E400", "-1e-400", "1.7976931348623157e309",
            "123456789012345678901234567890", "0.00000000000000000000000000000000000000000001", "9007199254740993",
            // 7: every escape; solidus and DEL plain; noncharacters; both cases of hexadecimal digits.
            #""\"\\\/\b\f\n\r\t\u0000\u001F\u00aF\uAbCd""#, "\"/\u{7F}\u{80}\"", "\"\u{FFFE}\u{FFFF}\u{10FFFF}\"",
            #""\uD834\uDD1E\udbff\udfff""#, #""\uFFFF\uFEFF""#, "\"\u{2028}\u{2029}\"", #""\\u0041""#,
        ])
    func accepted(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(try JSONValue.parse(value.serialized()) == value)
    }

    @Test(
        "what is not",
        arguments: [
            // 2: nothing, other white space, more than one value, comments.
            "", " ", "\u{C}1", "\u{A0}1", "1 1", "[][]", "1,", "//\n1", "/**/1", "#1", "[1]\u{0}", "[\u{0}]", "\u{85}1",
            // 3: other words.
            "TRUE", "nul", "nulll", "undefined", "NaN", "Infinity", "-Infinity", "[True]",
            // 4: names without quotes, doubled and missing commas and colons.
            "{a:1}", "{'a':1}", "{1:1}", "{\"a\"}", "{\"a\":}", "{\"a\"::1}", "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":2}",
            "{\"a\":1,,\"b\":2}", "{\"a\",1}", "{null:1}", "{", "}", "{\"a\":1",
            // 5
            "[1,]", "[,1]", "[1,,2]", "[,]", "[1 2]", "[1:2]", "[", "]", "[1", "[1}", "{\"a\":1]", "[[]",
            // 6
            "01", "-01", "00", "-", "+1", "--1", ".5", "5.", "1.e1", "1e", "1e+", "1ee1", "1e1.5", "0x1", "1_000", "1a",
            "-a", "1/2", "\u{FF11}", "1e\u{661}", "0b1", "- 1",
            // 7
            "\"", "\"a", "'a'", "\"\\\"", #""\a""#, #""\x41""#, #""\u""#, #""\u00""#, #""\u00g0""#, #""\U0041""#,
            "\"\t\"", "\"\n\"", "\"\u{0}\"", "\"\u{1F}\"", #""\u{41}""#, "\"a\"b\"", #""\ ""#, "\"\\\n\"",
        ])
    func refused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(text) }
    }

    @Test(
        "what RFC 7493 forbids on top",
        arguments: [
            // 2.1: halves of surrogate pairs, however they are written.
            (#""\uD800""#, JSONSyntaxError.Code.loneSurrogate), (#""\uDFFF""#, .loneSurrogate),
            (#""\uD800\u0041""#, .loneSurrogate), (#""\uD800\uD800""#, .loneSurrogate),
            (#""\uDD1E\uD834""#, .loneSurrogate),
            (#""\uD834x\uDD1E""#, .loneSurrogate), (#"{"\uD800":1}"#, .loneSurrogate),
            (#""\uD834\\uDD1E""#, .loneSurrogate),
            // 2.3: names that stand twice, once their escapes are read.
            (#"{"a":1,"a":1}"#, .duplicateName), (#"{"\u0061":1,"a":2}"#, .duplicateName),
            (#"{"":1,"":1}"#, .duplicateName),
            (#"[{"x":{"\/":1,"/":2}}]"#, .duplicateName), (#"{"\uD83D\uDE00":1,"😀":2}"#, .duplicateName),
        ])
    func stricter(text: String, code: JSONSyntaxError.Code) {
        #expect { try JSONValue.parse(text) } throws: { ($0 as? JSONSyntaxError)?.code == code }
    }

    @Test(
        "bytes that are no UTF-8 (section 8.1), a byte order mark among them",
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x31], [0xFF, 0xFE, 0x31, 0x00], [0x00, 0x31], [0x22, 0xC1, 0x81, 0x22],
            [0x22, 0xE0, 0x80, 0xAF, 0x22], [0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22], [0x22, 0xED, 0xBF, 0xBF, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xC3, 0x22],
            [0x22, 0xC3],
            [0x22, 0xBF, 0x22], [0x5B, 0x80, 0x5D], [0xFF], [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22],
        ] as [[UInt8]])
    func encodings(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(bytes) }
    }

    @Test("nesting is counted in arrays and objects alike, and what is empty counts too", arguments: [1, 2, 7, 512])
    func depth(limit: Int) throws {
        let parser = JSONParser(maximumDepth: limit)
        let shapes = [("[", "]"), ("{\"a\":", "}")]
        for (opening, closing) in shapes {
            for (depth, fits) in [(limit, true), (limit + 1, false)] {
                let core = opening == "[" ? "[]" : "{}"
                let text =
                    String(repeating: opening, count: depth - 1) + core + String(repeating: closing, count: depth - 1)
                let isAccepted = Array(text.utf8).withUnsafeBytes { (try? parser.parse($0)) != nil }
                #expect(isAccepted == fits)
            }
        }
        // What lies beside it does not count.
        let wide = "[" + Array(repeating: limit > 1 ? "[]" : "1", count: 600).joined(separator: ",") + "]"
        #expect(Array(wide.utf8).withUnsafeBytes { (try? parser.parse($0)) != nil })
    }
}
