import Testing

@testable import Loader

@Suite("Messages in a text")
struct FramingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var format = FileFormat.auto
        var expected: [FoundMessage]
        var error: LoaderError.Code?

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "NDJSON", text: "{\"a\":1}\n{\"b\":2}\n",
            expected: [.init(text: "{\"a\":1}", offset: 0, line: 1), .init(text: "{\"b\":2}", offset: 8, line: 2)]),
        Case(
            name: "NDJSON, last line without newline", text: "1\n22",
            expected: [.init(text: "1", offset: 0, line: 1), .init(text: "22", offset: 2, line: 2)]),
        Case(
            name: "NDJSON, CRLF", text: "{}\r\n[]\r\n{}\r\n",
            expected: [
                .init(text: "{}", offset: 0, line: 1), .init(text: "[]", offset: 4, line: 2),
                .init(text: "{}", offset: 8, line: 3),
            ]),
        Case(
            name: "NDJSON, blank lines and indented ones", text: "\n \t\r\n  {} \n\n\n1\n\n",
            expected: [
                .init(text: "{}", offset: 7, line: 3, column: 3), .init(text: "1", offset: 13, line: 6),
            ]),
        Case(
            name: "NDJSON behind a byte order mark", text: "\u{FEFF}{}\n{}\n",
            expected: [.init(text: "{}", offset: 3, line: 1), .init(text: "{}", offset: 6, line: 2)]),
        Case(
            name: "NDJSON with a truncated first line", text: "{\"a\": 1, \"b\": \"tr\n{\"a\":1}\n{\"a\":2}\n",
            expected: [
                .init(text: "{\"a\": 1, \"b\": \"tr", offset: 0, line: 1),
                .init(text: "{\"a\":1}", offset: 18, line: 2),
                .init(text: "{\"a\":2}", offset: 26, line: 3),
            ]),
        Case(
            name: "NDJSON with a broken line in between", text: "{}\n{\"a\"\n}}\n{}\n",
            expected: [
                .init(text: "{}", offset: 0, line: 1), .init(text: "{\"a\"", offset: 3, line: 2),
                .init(text: "}}", offset: 8, line: 3), .init(text: "{}", offset: 11, line: 4),
            ]),
        Case(
            name: "NDJSON of arrays", text: "[1]\n[2]\n",
            expected: [.init(text: "[1]", offset: 0, line: 1), .init(text: "[2]", offset: 4, line: 2)]),
        Case(
            name: "no JSON at all", text: "hello world\n\u{1}\u{2}\n",
            expected: [
                .init(text: "hello world", offset: 0, line: 1), .init(text: "\u{1}\u{2}", offset: 12, line: 2),
            ]),
        Case(
            name: "array on one line", text: "[{\"a\":[1]}, 2 ,\"]\"]\n",
            expected: [
                .init(text: "{\"a\":[1]}", offset: 1, line: 1, column: 2),
                .init(text: "2", offset: 12, line: 1, column: 13),
                .init(text: "\"]\"", offset: 15, line: 1, column: 16),
            ]),
        Case(
            name: "array on several lines", text: "[\n  {\n    \"a\": \"\\\"}\"\n  },\n  {}\n]",
            expected: [
                .init(text: "{\n    \"a\": \"\\\"}\"\n  }", offset: 4, line: 2, column: 3),
                .init(text: "{}", offset: 28, line: 5, column: 3),
            ]),
        Case(name: "empty array", text: " [ ]\n", expected: []),
        Case(
            name: "array without its end", text: "[{\"a\":1},\n{\"b\":",
            expected: [
                .init(text: "{\"a\":1}", offset: 1, line: 1, column: 2),
                .init(text: "{\"b\":", offset: 10, line: 2, problem: .truncated),
            ], error: "source.truncated"),
        Case(
            name: "array that ends behind an item", text: "[1,\n2",
            expected: [
                .init(text: "1", offset: 1, line: 1, column: 2), .init(text: "2", offset: 4, line: 2),
            ], error: "source.truncated"),
        Case(
            name: "array with text behind it", text: "[1] {\"a\":1}", format: .array,
            expected: [
                .init(text: "1", offset: 1, line: 1, column: 2),
                .init(text: "{\"a\":1}", offset: 4, line: 1, column: 5, problem: .truncated),
            ], error: "source.unsplittable"),
        Case(
            name: "array with a missing comma", text: "[1\n2, 3]",
            expected: [
                .init(text: "1", offset: 1, line: 1, column: 2),
                .init(text: "2, 3]", offset: 3, line: 2, problem: .truncated),
            ], error: "source.unsplittable"),
        Case(
            name: "array item whose literals are wrong", text: "[{\"a\" tru,},\n{}]",
            expected: [
                .init(text: "{\"a\" tru,}", offset: 1, line: 1, column: 2), .init(text: "{}", offset: 13, line: 2),
            ]),
        Case(
            name: "array item whose brackets do not match", text: "[{},\n{]},{}]",
            expected: [
                .init(text: "{}", offset: 1, line: 1, column: 2), .init(text: "{]},{}]", offset: 5, line: 2),
            ], error: "source.unsplittable"),
        Case(
            name: "no array where one was announced", text: "{}", format: .array,
            expected: [.init(text: "{}", offset: 0, line: 1, problem: .truncated)], error: "source.unsplittable"),
        Case(
            name: "one object on several lines", text: "{\n  \"a\": 1\n}\n",
            expected: [.init(text: "{\n  \"a\": 1\n}", offset: 0, line: 1)]),
        Case(
            name: "concatenated on one line", text: "{\"a\":1}{\"b\":2} 3 \"4\"[5]true",
            expected: [
                .init(text: "{\"a\":1}", offset: 0, line: 1), .init(text: "{\"b\":2}", offset: 7, line: 1, column: 8),
                .init(text: "3", offset: 15, line: 1, column: 16),
                .init(text: "\"4\"", offset: 17, line: 1, column: 18),
                .init(text: "[5]", offset: 20, line: 1, column: 21),
                .init(text: "true", offset: 23, line: 1, column: 24),
            ]),
        Case(
            name: "concatenated, pretty-printed, CRLF", text: "{\r\n \"a\":1\r\n}\r\n{\r\n}\r\n",
            expected: [
                .init(text: "{\r\n \"a\":1\r\n}", offset: 0, line: 1), .init(text: "{\r\n}", offset: 14, line: 4),
            ]),
        Case(
            name: "concatenated, the last one truncated", text: "{\n\"a\":1\n}\n{\n\"a\"",
            expected: [
                .init(text: "{\n\"a\":1\n}", offset: 0, line: 1),
                .init(text: "{\n\"a\"", offset: 10, line: 4, problem: .truncated),
            ]),
        Case(
            name: "concatenated, a line break in a string", text: "{\n \"a\":1\n}\n{\n \"a\":\"x\n\"}\n{\n}",
            expected: [
                .init(text: "{\n \"a\":1\n}", offset: 0, line: 1),
                .init(text: "{\n \"a\":\"x\n\"}\n{\n}", offset: 11, line: 4),
            ], error: "source.unsplittable"),
        Case(
            name: "concatenated, a closing bracket too many", text: "{\n}\n}\n{}",
            expected: [
                .init(text: "{\n}", offset: 0, line: 1), .init(text: "}\n{}", offset: 4, line: 3),
            ], error: "source.unsplittable"),
        Case(
            name: "concatenated, one never closed", text: "{}{ 1 {}\n", format: .concatenated,
            expected: [
                .init(text: "{}", offset: 0, line: 1),
                .init(text: "{ 1 {}\n", offset: 2, line: 1, column: 3, problem: .truncated),
            ], error: "source.unsplittable"),
        Case(name: "nothing", text: "", expected: []),
        Case(name: "blanks only", text: "\n  \r\n", expected: []),
    ]

    @Test("are found with offset, line and column", arguments: cases, [[1 << 20], [1], [2, 3], [5, 1, 7]])
    func places(_ test: Case, pieces: [Int]) throws {
        let reading = try Reading(Array(test.text.utf8), format: test.format, pieces: pieces)
        #expect(reading.messages == test.expected)
        #expect(reading.error?.code == test.error)
    }

    @Test("are the same compressed", arguments: cases)
    func compressed(_ test: Case) throws {
        let content = Array(test.text.utf8)
        for packed in [try Compressed.gzip(content), try Compressed.zstd(content)] {
            for pieces in [[1 << 20], [1], [7, 2]] {
                let reading = try Reading(packed, format: test.format, pieces: pieces)
                #expect(reading.messages == test.expected)
                #expect(reading.error?.code == test.error)
            }
        }
    }

    @Test("tell what is wrong with the text, and where")
    func faultText() throws {
        let open = try Reading(Array("[1,\n2".utf8))
        #expect(
            open.error?.description == "test ends at byte 5 without the ] of its JSON array. "
                + "Its complete items were read; write the file again and repeat the run.")
        let broken = try Reading(Array("{\n}\n}\n{}".utf8))
        #expect(
            broken.error?.message == "test could not be split into messages after line 3 (byte 4): its brackets, "
                + "quotes or commas do not match; the rest counts as one broken message.")
        #expect(broken.error?.kind == .incomplete)
    }

    @Test("nest ten thousand deep")
    func deep() throws {
        let value = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let reading = try Reading(Array("{}\(value){}".utf8), pieces: [3000])
        #expect(reading.texts == ["{}", value, "{}"])
        #expect(reading.error == nil)
    }
}
