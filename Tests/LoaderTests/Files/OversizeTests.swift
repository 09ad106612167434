import Testing

@testable import Loader

@Suite("Messages that are too long")
struct OversizeTests {
    private static let limit = 10_000

    private func reading(_ text: String, format: FileFormat, pieces: [Int] = [1 << 20]) throws -> Reading {
        try Reading(Array(text.utf8), format: format, pieces: pieces, maxMessageBytes: Self.limit, blockBytes: 1 << 10)
    }

    private static func string(_ length: Int) -> String { "\"" + String(repeating: "x", count: length - 2) + "\"" }

    @Test(
        "are handed out by their first bytes, and the reading goes on", arguments: [10_001, 20_000, 300_000, 3_000_000])
    func tooLong(length: Int) throws {
        let long = Self.string(length)
        let texts: [(FileFormat, String)] = [
            (.ndjson, "1\n\(long)\n2\n"), (.auto, "1\n\(long)\n2\n"), (.array, "[1,\n\(long),\n2]"),
            (.concatenated, "1\n\(long)\n2"), (.ndjson, "1\n\(long) \r\n2"),
        ]
        for (format, text) in texts {
            for pieces in [[1 << 20], [999, 5000]] {
                let reading = try reading(text, format: format, pieces: pieces)
                try #require(reading.messages.count == 3)
                let middle = reading.messages[1]
                #expect(middle.text == String(long.prefix(InputSplitter.headBytes)))
                #expect(middle.problem == .tooLarge(length: length))
                #expect(middle.line == 2)
                #expect(reading.messages[2].text == "2")
                #expect(reading.messages[2].line == 3)
                #expect(reading.messages[2].problem == nil)
                #expect(reading.error == nil)
            }
        }
    }

    @Test("are longer than the limit, not as long")
    func atTheLimit() throws {
        let text = Self.string(Self.limit)
        #expect(try reading("\(text)\n\(text)", format: .ndjson).texts == [text, text])
        #expect(try reading("[\(text)]", format: .array).messages.first?.problem == nil)
    }

    @Test("count as too long where blanks make their line so")
    func blanks() throws {
        let line = Self.string(6000) + String(repeating: " ", count: 100_000)
        let reading = try reading("\(line)\n2\n", format: .ndjson)
        #expect(reading.messages.map(\.problem) == [.tooLarge(length: 6000), nil])
        #expect(reading.messages.first?.text.utf8.count == InputSplitter.headBytes)
    }

    @Test("at the end of the input are handed out too", arguments: [FileFormat.ndjson, .concatenated])
    func last(format: FileFormat) throws {
        let reading = try reading("1\n" + Self.string(50_000), format: format)
        #expect(reading.messages.map(\.problem) == [nil, .tooLarge(length: 50_000)])
    }

    @Test("need no more memory than the limit")
    func memory() throws {
        let reading = try reading("1\n\(Self.string(20_000_000))\n2\n", format: .ndjson)
        #expect(reading.texts.count == 3)
        #expect(reading.largestBlock < 4 * Self.limit)
    }

    @Test("and a rest that cannot be split are one message, whatever its length")
    func remainder() throws {
        let reading = try reading("{}}" + Self.string(50_000) + "\n{}", format: .concatenated)
        #expect(reading.messages.map(\.problem) == [nil, .tooLarge(length: 50_004)])
        #expect(reading.error?.code == "source.unsplittable")
    }
}
