import Testing

@testable import Loader

@Suite("Compressed inputs")
struct DecompressionTests {
    private static let lines = (0..<200).map { "{\"n\":\($0),\"text\":\"\($0 * 7919 % 1000)\"}\n" }
    private static let content = Array(lines.joined().utf8)
    private static let texts = lines.map { String($0.dropLast()) }
    private static let half = content.count / 2

    enum Kind: CaseIterable {
        case gzip, zstd

        func compress(_ content: some Sequence<UInt8>) throws -> [UInt8] {
            self == .gzip ? try Compressed.gzip(Array(content)) : try Compressed.zstd(Array(content))
        }
    }

    @Test("may have several members or frames", arguments: Kind.allCases, [[1 << 20], [1], [100, 3]])
    func several(kind: Kind, pieces: [Int]) throws {
        let packed =
            try kind.compress(Self.content[..<Self.half]) + kind.compress([])
            + kind.compress(Self.content[Self.half...])
        let reading = try Reading(packed, pieces: pieces)
        #expect(reading.texts == Self.texts)
        #expect(reading.error == nil)
    }

    @Test("may have skippable frames (zstd) and zero bytes at the end (gzip)", arguments: [[1 << 20], [1]])
    func fillers(pieces: [Int]) throws {
        let skip = Compressed.skippableFrame([1, 2, 3])
        let zstd = try skip + Compressed.zstd(Self.content) + skip
        #expect(try Reading(zstd, pieces: pieces).texts == Self.texts)
        let gzip = try Compressed.gzip(Self.content) + [0, 0, 0, 0]
        let reading = try Reading(gzip, pieces: pieces)
        #expect(reading.texts == Self.texts)
        #expect(reading.error == nil)
    }

    @Test("that are cut off give what is complete and an error", arguments: Kind.allCases)
    func truncated(kind: Kind) throws {
        let packed = try kind.compress(Self.content)
        for length in stride(from: 6, to: packed.count, by: 17) {
            let reading = try Reading(Array(packed[..<length]), pieces: [64])
            #expect(reading.error?.code == "source.truncated")
            #expect(reading.error?.message == "test ends at byte \(length) inside its compressed data.")
            let complete = reading.messages.filter { $0.problem == nil }.map(\.text)
            #expect(complete == Array(Self.texts.prefix(complete.count)))
            #expect(reading.messages.dropLast().allSatisfy { $0.problem == nil })
        }
    }

    @Test("that are cut off in a second member or frame are noticed", arguments: Kind.allCases)
    func truncatedSecond(kind: Kind) throws {
        let packed = try kind.compress(Self.content)
        for extra in [1, 5, packed.count - 1] {
            let reading = try Reading(packed + packed.prefix(extra), pieces: [1 << 20])
            #expect(reading.texts.prefix(200) == Self.texts[...])
            #expect(reading.error?.code == "source.truncated")
        }
    }

    @Test("that are corrupt give an error, and no message that does not stand in them", arguments: Kind.allCases)
    func corrupt(kind: Kind) throws {
        // Behind the first bytes lie the checksums or block headers of the second half.
        let first = try kind.compress(Self.content[..<Self.half])
        let reading = try Reading(first + [0xFF, 0xFF, 0xFF, 0xFF] + first, pieces: [1 << 20])
        #expect(reading.error?.code == "source.corrupt")
        #expect(reading.error?.message.contains("behind its byte \(first.count)") == true)
        let complete = reading.messages.filter { $0.problem == nil }.map(\.text)
        #expect(complete == Array(Self.texts.prefix(complete.count)))
        #expect(complete.count >= 90)
    }

    @Test("with a wrong checksum are an error")
    func checksum() throws {
        var packed = try Compressed.gzip(Self.content)
        packed[packed.count - 6] ^= 1
        #expect(try Reading(packed).error?.code == "source.corrupt")
    }

    @Test("that are damaged anywhere give an error or what stood in them", arguments: 0..<100)
    func damaged(seed: Int) throws {
        var random = SeededRandom(seed)
        var packed = try Compressed.gzip(Self.content)
        packed[Int.random(in: 10..<packed.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
        let reading = try Reading(packed, format: .ndjson, pieces: [50])
        #expect(reading.error != nil || reading.texts == Self.texts)
    }

    @Test("that grow enormously need no more memory", arguments: Kind.allCases)
    func bomb(kind: Kind) throws {
        let packed = try kind.compress([UInt8](repeating: 0x0A, count: 16 << 20))
        #expect(packed.count < 100_000)
        let blank = try Reading(packed)
        #expect(blank.messages.isEmpty)
        let line = try kind.compress([UInt8](repeating: 0x31, count: 16 << 20))
        let reading = try Reading(line)
        #expect(reading.messages.map(\.problem) == [.tooLarge(length: 16 << 20)])
        #expect(reading.largestBlock < 4 << 20)
    }

    @Test("are digested as they stand in the file")
    func digest() throws {
        let folder = try ScratchFolder()
        let source = try FileSource([
            try folder.file("x", Array("abc".utf8)), try folder.file("y", try Compressed.gzip([0x31])),
        ])
        while try source.next() != nil {}
        // FIPS 180-4's example.
        #expect(source.inputs[0].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(source.inputs[1].bytes == (try Compressed.gzip([0x31])).count)
    }
}
