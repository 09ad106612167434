import Testing

@testable import Validator

@Suite("String escapes")
struct StringEscapesTests {
    @Test("every code point but the surrogates is written as itself")
    func codePoints() throws {
        let parser = JSONParser()
        for value in UInt32(0)...0xFFFF {
            let escape =
                "\"\\u" + String(repeating: "0", count: 4 - String(value, radix: 16).count) + String(value, radix: 16)
            let text = Array((escape + "\"").utf8)
            let found = text.withUnsafeBytes { try? parser.parse($0).string }
            let expected = Unicode.Scalar(value).map { String(Character($0)) }
            if found.map({ Array($0.utf8) }) != expected.map({ Array($0.utf8) }) { Issue.record("\(value)") }
        }
    }

    @Test(
        "pairs of surrogates stand for what lies beyond",
        arguments: [
            (#"\ud800\udc00"#, 0x10000), (#"\uDBFF\uDFFF"#, 0x10FFFF), (#"\uD83D\ude00"#, 0x1F600),
            (#"\ud834\uDD1E"#, 0x1D11E),
        ] as [(String, UInt32)])
    func pairs(escape: String, value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(try JSONValue.parse("\"\(escape)\"") == .string(String(Character(scalar))))
    }

    @Test(
        "what is no escape is refused, where it begins",
        arguments: [
            (#"ab\x"#, JSONSyntaxError.Code.invalidEscape, 3), (#"\u12"#, .invalidEscape, 1),
            (#"\u12G4"#, .invalidEscape, 1),
            (#"\U0041"#, .invalidEscape, 1), (#"\ud800"#, .loneSurrogate, 1), (#"\ud800x"#, .loneSurrogate, 1),
            (#"\ud800\n"#, .loneSurrogate, 1), (#"\ud800\u0041"#, .loneSurrogate, 1), (#"\udc00"#, .loneSurrogate, 1),
            (#"\ud800\ud800\udc00"#, .loneSurrogate, 1), (#"\a"#, .invalidEscape, 1), (#"\'"#, .invalidEscape, 1),
            (#"\ "#, .invalidEscape, 1), (#"ok\n\u00zz"#, .invalidEscape, 5),
        ])
    func refused(text: String, code: JSONSyntaxError.Code, offset: Int) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue.parse("\"\(text)\"") }
        #expect(error.code == code)
        #expect(error.offset == offset)
    }

    @Test("names are read as strings are, and compared after that")
    func names() throws {
        let error = try #require(throws: JSONSyntaxError.self) {
            try JSONValue.parse(#"{"x":{"\u00e9":1,"é":2}}"#)
        }
        #expect(error.code == .duplicateName)
        #expect(error.offset == 17)
        #expect(try JSONValue.parse(#"{"\ud83d\ude00":1}"#) == ["😀": 1])
    }
}
