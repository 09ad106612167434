import Testing
import Validator

@testable import Loader

@Suite struct StoredDocumentTests {
    @Test(
        "a document that jsonb can hold keeps its text",
        arguments: [
            #"{}"#, #"[]"#, #"null"#, #"{"a":[1,2.50,-1e3,true,false,null],"b":{"c":"ü€😀"}}"#,
            #"["quote \" backslash \\ end",""]"#, #"{"":{"":[[],{}]}}"#,
        ])
    func plain(_ text: String) throws {
        #expect(StoredDocument(try JSONValue.parse(text)).text == text)
    }

    @Test("control characters are escaped, U+0000 is replaced, in names as in values")
    func control() throws {
        let document = StoredDocument(["a\0b": "c\0d\n\u{1F}"])
        #expect(document.text == "{\"a\u{FFFD}b\":\"c\u{FFFD}d\\u000a\\u001f\"}")
        #expect(try JSONValue.parse(document.text) == ["a\u{FFFD}b": "c\u{FFFD}d\n\u{1F}"])
    }

    @Test(
        "a number beyond the range of numeric becomes its text",
        arguments: [
            ("1e9999", false), ("1E+10001", true), ("1e-10001", true), ("1e99999999999999999999", true),
            ("-0.5e10", false),
        ])
    func numbers(_ text: String, isReplaced: Bool) throws {
        let number = try #require(JSONNumber(text: text))
        #expect(StoredDocument(.number(number)).text == (isReplaced ? "\"\(text)\"" : text))
    }

    @Test("a number of more than a thousand digits becomes its text")
    func longNumber() throws {
        let digits = String(repeating: "7", count: 1_001)
        #expect(StoredDocument(.number(try #require(JSONNumber(text: digits)))).text == "\"\(digits)\"")
    }

    @Test("what lies deeper than 500 levels becomes null")
    func depth() throws {
        var deep: JSONValue = "end"
        for level in 0..<20_000 { deep = level % 2 == 0 ? [deep] : ["a": deep] }
        var found = try JSONValue.parse(StoredDocument(deep).text)
        var levels = 0
        while let inner = found["a"] ?? found.array?.first {
            found = inner
            levels += 1
        }
        #expect(levels == 500)
        #expect(found == .null)
    }
}
