import Testing

@testable import Loader

@Suite("The format of an input")
struct FormatDetectionTests {
    private func format(_ text: String, endsHere: Bool = true) -> FileFormat? {
        Array(text.utf8).withUnsafeBytes { FormatDetection.format(of: $0, endsHere: endsHere) }
    }

    static let decided: [(String, FileFormat)] = [
        ("{}", .ndjson), ("1", .ndjson), ("12\n", .ndjson), ("{\"a\":1}\r\n{}", .ndjson), ("", .ndjson),
        ("[]", .array), ("[{},{}]\n", .array), ("[\n1]", .array), ("[1,2\n", .array), ("[1]\nrubbish", .array),
        ("[1]\n[2]", .ndjson), ("[1]\n\n {}", .ndjson), ("[1] [2]\n", .concatenated), ("[\n1\n]\n[2]", .array),
        ("{}{}", .concatenated), ("1 2", .concatenated), ("{\n}", .concatenated),
        ("{\"a\":\n{\"a\":1}\n}", .concatenated),
        ("{\"a\":[\n{\"x\":1},\n{\"x\":2}\n]}\n", .concatenated),
        ("{\"a\": \"b\n{}\n{}\n", .ndjson), ("{\"a\":\n{\"a\":1}\n{\"a\":2}\n", .ndjson), ("{\"a\": 1,\n{}\n", .ndjson),
        ("{\"a\"\n", .ndjson), ("{} rubbish\n{}\n", .ndjson), ("rubbish\n{\n}\n", .ndjson),
        ("{\n  \"a\": 1,\n}\n{\n  \"a\": 1\n}\n", .concatenated), ("{\n  \"a\": 1,\n  \"b\"", .concatenated),
        ("{\"a\":1\r{\"a\":2}\n{}\n", .ndjson),
    ]

    @Test("is told by its first bytes", arguments: decided)
    func decides(_ text: String, _ expected: FileFormat) {
        #expect(format(text) == expected)
    }

    @Test(
        "waits for more where the beginning does not tell",
        arguments: ["", "  ", "{\"a\":1}", "[1]\n", "{\n", "{\"a\"\n1"])
    func waits(_ text: String) {
        #expect(format(text, endsHere: false) == nil)
    }

    @Test(
        "is decided as soon as the first line tells",
        arguments: [("{}\n", FileFormat.ndjson), ("[\n", .array), ("1 2\n", .concatenated)])
    func decidesEarly(_ text: String, _ expected: FileFormat) {
        #expect(format(text, endsHere: false) == expected)
    }

    @Test("is decided within a bounded look")
    func bounded() {
        let padding = String(repeating: " ", count: FormatDetection.window)
        #expect(format("{\"a\": \"\(padding)", endsHere: false) == .ndjson)
        #expect(format("{\n\"a\": \"\(padding)", endsHere: false) == .concatenated)
        #expect(format("[\"\(padding)", endsHere: false) == .array)
        #expect(format("\(padding){\n}", endsHere: false) == .ndjson)
    }

    @Test("can be given instead")
    func explicit() throws {
        let text = Array("[1]\n[2]".utf8)
        #expect(try Reading(text, format: .concatenated).texts == ["[1]", "[2]"])
        #expect(try Reading(text, format: .ndjson).texts == ["[1]", "[2]"])
        #expect(try Reading(text, format: .array).texts == ["1", "[2]"])
        #expect(try Reading(Array("{\n}".utf8), format: .ndjson).texts == ["{", "}"])
    }

    @Test(
        "is refused where it is no UTF-8 text",
        arguments: [
            ([0xFF, 0xFE, 0x7B, 0x00], "source.encoding", "UTF-16"),
            ([0xFE, 0xFF, 0x00, 0x7B], "source.encoding", "UTF-16"),
            ([0xFF, 0xFE, 0x00, 0x00], "source.encoding", "UTF-32"),
            ([0x00, 0x00, 0xFE, 0xFF], "source.encoding", "UTF-32"),
            (Array("BZh91AY".utf8), "source.unsupported", "bzip2"),
            ([0x50, 0x4B, 3, 4, 20, 0], "source.unsupported", "zip"),
        ] as [([UInt8], LoaderError.Code, String)])
    func refused(_ content: [UInt8], code: LoaderError.Code, name: String) throws {
        for format in FileFormat.allCases {
            let reading = try Reading(content, format: format, pieces: [1])
            #expect(reading.messages.isEmpty)
            #expect(reading.error?.code == code)
            #expect(reading.error?.message.contains(name) == true)
        }
    }
}
