import CZlib
import CZstd
import Foundation
import Testing

@testable import Loader

/// A message as a test compares it.
struct FoundMessage: Hashable, CustomStringConvertible {
    var text: String
    var offset: Int
    var line: Int
    var column = 1
    var problem: MessageSlice.Problem?

    var description: String { "\(text)@\(offset) \(line):\(column) \(problem.map { "\($0)" } ?? "")" }
}

/// What a splitter or a source has handed out.
struct Reading {
    var messages: [FoundMessage] = []
    var error: LoaderError?
    var largestBlock = 0

    var texts: [String] { messages.map(\.text) }

    mutating func add(_ block: MessageBlock) {
        largestBlock = max(largestBlock, block.bytes.count)
        for message in block.messages {
            messages.append(
                FoundMessage(
                    text: String(decoding: block.bytes(of: message), as: UTF8.self), offset: message.offset,
                    line: message.line, column: message.column, problem: message.problem))
        }
    }

    /// All that `next` gives, the error at the end included.
    init(_ next: () throws -> MessageBlock?) throws {
        do {
            while let block = try next() { add(block) }
        } catch let error as LoaderError {
            self.error = error
            #expect(try next() == nil, "an error is thrown once, then the source has ended")
        }
    }

    /// The messages of `content`, read in pieces of these sizes.
    init(
        _ content: [UInt8], format: FileFormat = .auto, pieces: [Int] = [1 << 20], maxMessageBytes: Int = 1 << 20,
        blockBytes: Int = 256 << 10
    ) throws {
        var options = FileSource.Options()
        options.format = format
        options.maxMessageBytes = maxMessageBytes
        options.blockBytes = blockBytes
        let stream = ContentStream(PiecewiseReader(content, pieces: pieces), name: "test")
        let splitter = InputSplitter(stream, name: "test", options: options)
        var sequence = 0
        try self.init {
            defer { sequence += 1 }
            return try splitter.next(sequence: sequence, input: 0)
        }
    }
}

/// Hands out bytes in pieces of given sizes, which repeat.
final class PiecewiseReader: RawReader {
    private let content: [UInt8]
    private let pieces: [Int]
    private var position = 0
    private var reads = 0

    init(_ content: [UInt8], pieces: [Int]) {
        self.content = content
        self.pieces = pieces
    }

    /// Now and then false, as with a pipe whose writer is slow.
    var isReady: Bool { reads % 3 != 0 }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(pieces[reads % pieces.count], buffer.count, content.count - position)
        reads += 1
        buffer.copyBytes(from: content[position..<position + count])
        position += count
        return count
    }
}

/// A generator of random numbers that gives the same ones in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Compressors, to have something to decompress.
enum Compressed {
    static func gzip(_ content: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        try #require(deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = content
        var output = [UInt8](repeating: 0, count: content.count + content.count / 10 + 100)
        let capacity = output.count
        let left = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                #expect(deflate(&stream, Z_FINISH) == Z_STREAM_END)
                return Int(stream.avail_out)
            }
        }
        return Array(output[..<(capacity - left)])
    }

    static func zstd(_ content: [UInt8]) throws -> [UInt8] {
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(content.count))
        let count = ZSTD_compress(&output, output.count, content, content.count, 3)
        try #require(ZSTD_isError(count) == 0)
        return Array(output[..<count])
    }

    /// A frame that decompressors pass over (RFC 8878, section 3.1.2).
    static func skippableFrame(_ content: [UInt8]) -> [UInt8] {
        [0x5A, 0x2A, 0x4D, 0x18] + (0..<4).map { UInt8(truncatingIfNeeded: content.count >> ($0 * 8)) } + content
    }
}

/// A directory that is removed with its owner.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/audit-files-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    func file(_ name: String, _ content: [UInt8]) throws -> String {
        try Data(content).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func file(_ name: String, _ content: String) throws -> String { try file(name, Array(content.utf8)) }
}
