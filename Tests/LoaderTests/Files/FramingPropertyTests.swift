import Testing

@testable import Loader

@Suite("Random texts")
struct FramingPropertyTests {
    /// A random JSON value; `indent` nil for one without line breaks.
    private static func value(_ random: inout SeededRandom, depth: Int, indent: String?) -> String {
        let inner = indent.map { $0 + "  " }
        let breaks = (inside: inner.map { "\n" + $0 } ?? "", end: indent.map { "\n" + $0 } ?? "")
        let count = Int.random(in: 0...3, using: &random)
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &random) {
        case 0: return "null"
        case 1: return "\(Int.random(in: -5...1_000_000, using: &random))"
        case 2: return "-1.5e+\(count)"
        case 3, 4: return text(&random)
        case 5:
            let items = (0..<count).map { _ in breaks.inside + value(&random, depth: depth - 1, indent: inner) }
            return "[" + items.joined(separator: ",") + (count > 0 ? breaks.end : "") + "]"
        default:
            let members = (0..<count).map { _ in
                breaks.inside + text(&random) + ": " + value(&random, depth: depth - 1, indent: inner)
            }
            return "{" + members.joined(separator: ",") + (count > 0 ? breaks.end : "") + "}"
        }
    }

    private static func text(_ random: inout SeededRandom) -> String {
        let parts = ["a", "}", "{", "[", "]", ",", ":", "\\\"", "\\\\", "\\n", "é", "😀", " ", "\\u00e9", "x{\\\"}"]
        return "\""
            + (0..<Int.random(in: 0...6, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
            .joined() + "\""
    }

    private static func pieces(_ random: inout SeededRandom) -> [Int] {
        let largest = [2, 10, 100, 5000].randomElement(using: &random) ?? 1
        return (0..<Int.random(in: 1...9, using: &random)).map { _ in Int.random(in: 1...largest, using: &random) }
    }

    @Test("give the same messages in every framing, at every size of reads and blocks", arguments: 0..<60)
    func framings(seed: Int) throws {
        var random = SeededRandom(seed)
        let count = Int.random(in: 2...40, using: &random)
        let flat = (0..<count).map { _ in Self.value(&random, depth: 4, indent: nil) }
        let pretty = (0..<count).map { _ in Self.value(&random, depth: 4, indent: "") }
        let newline = Bool.random(using: &random) ? "\n" : "\r\n"
        let texts: [(FileFormat, String, [String])] = [
            (.ndjson, flat.joined(separator: newline), flat),
            (.ndjson, flat.map { "  \($0) \n\n" }.joined(), flat),
            (.array, "[" + flat.joined(separator: ",") + "]", flat),
            (.array, "[\n" + pretty.joined(separator: " ,\n ") + "\n]\n", pretty),
            (.concatenated, pretty.joined(separator: newline), pretty),
            (.concatenated, flat.joined(separator: " "), flat),
        ]
        for (format, text, expected) in texts {
            let content = Array(text.utf8)
            for packed in [content, try Compressed.gzip(content), try Compressed.zstd(content)] {
                let reading = try Reading(
                    packed, format: format, pieces: Self.pieces(&random),
                    blockBytes: [8, 64, 1000, 1 << 18].randomElement(using: &random) ?? 8)
                #expect(reading.texts == expected)
                #expect(reading.error == nil)
                Self.expectPlaces(reading, in: content)
            }
        }
    }

    /// Every message lies in the input where it says.
    private static func expectPlaces(_ reading: Reading, in content: [UInt8]) {
        for message in reading.messages {
            let before = content[..<message.offset]
            let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            #expect(content[message.offset...].starts(with: message.text.utf8))
            #expect(message.line == before.count { $0 == 0x0A } + 1)
            #expect(message.column == message.offset - lineStart + 1)
        }
    }

    @Test("account for every byte, whatever it is", arguments: 0..<300)
    func rubbish(seed: Int) throws {
        var random = SeededRandom(seed)
        let alphabet = Array("{}[]\":,\\ \n\r\ta1n\u{1}".utf8) + [0x00, 0x7F, 0x80, 0xC3, 0xEF, 0xFF]
        let content = (0..<Int.random(in: 0...400, using: &random)).map { _ in
            seed % 3 == 0 ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
        }
        // A random beginning that says "compressed" is another test's business.
        guard content.withUnsafeBytes({ Compression(of: $0) == .none && ByteOrderMark(in: $0) == .none }) else {
            return
        }
        for format in FileFormat.allCases {
            let pieces = Self.pieces(&random)
            let slices = try Self.slices(content, format: format, pieces: pieces)
            try Self.expectAccounted(slices, content, separators: format == .array || format == .auto ? "[,]" : "")
            let again = try Self.slices(content, format: format, pieces: [1 << 20])
            #expect(slices == again, "the size of the reads changes nothing")
        }
    }

    private static func slices(_ content: [UInt8], format: FileFormat, pieces: [Int]) throws -> [MessageSlice] {
        var options = FileSource.Options()
        options.format = format
        options.blockBytes = 16
        let stream = ContentStream(PiecewiseReader(content, pieces: pieces), name: "test")
        let splitter = InputSplitter(stream, name: "test", options: options)
        var slices: [MessageSlice] = []
        do {
            while let block = try splitter.next(sequence: 0, input: 0) {
                for var message in block.messages {
                    #expect(block.bytes(of: message).elementsEqual(content[message.offset...].prefix(message.length)))
                    message.start = 0
                    slices.append(message)
                }
            }
        } catch {
            #expect(error.kind == .incomplete)
        }
        return slices
    }

    private static func expectAccounted(_ slices: [MessageSlice], _ content: [UInt8], separators: String) throws {
        let allowed = Set(" \t\r\n\(separators)".utf8)
        var position = 0
        for slice in slices {
            try #require(slice.offset >= position && slice.length > 0)
            #expect(content[position..<slice.offset].allSatisfy(allowed.contains))
            position = slice.offset + slice.length
        }
        #expect(content[position...].allSatisfy(allowed.contains))
    }
}
