/// The plain bytes of one input: read, counted, digested and decompressed.
final class ContentStream {
    /// Compressed bytes are read so many at a time.
    private static let rawBlock = 128 << 10

    /// The bytes that were read, before decompression.
    private(set) var rawCount = 0
    private let name: String
    private let reader: any RawReader
    private var digest = RawDigest()
    private var decompressor: (any Decompressor)?
    /// Bytes that were read and not handed on yet: at `rawStart..<rawEnd`.
    private let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: rawBlock, alignment: 64)
    private var rawStart = 0
    private var rawEnd = 0
    private var isOpened = false
    private var hasEnded = false

    /// The content of `reader`, which errors call `name`.
    init(_ reader: any RawReader, name: String) {
        self.reader = reader
        self.name = name
    }

    deinit { raw.deallocate() }

    /// The SHA-256 of the raw bytes; nil until all of them were read.
    var sha256: String? { hasEnded ? digest.hexadecimal() : nil }

    /// Whether a read would return at once.
    var isReady: Bool { rawStart < rawEnd || hasEnded || reader.isReady }

    /// Reads some plain bytes into `buffer`, which is not empty; 0 at the end.
    ///
    /// - Throws: ``LoaderError`` where the input cannot be read, is of an unknown kind, or is cut off or corrupt.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoaderError) -> Int {
        if !isOpened { try open() }
        if let decompressor { return try decompress(with: decompressor, into: buffer) }
        guard rawStart < rawEnd else { return try readRaw(into: buffer) }
        let count = min(buffer.count, rawEnd - rawStart)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[rawStart..<rawStart + count]))
        rawStart += count
        return count
    }

    private func open() throws(LoaderError) {
        isOpened = true
        while rawEnd < Compression.magicLength, try fill() {}
        switch Compression(of: UnsafeRawBufferPointer(rebasing: raw[..<rawEnd])) {
        case .none: break
        case .gzip: decompressor = try GzipDecompressor()
        case .zstandard: decompressor = try ZstdDecompressor()
        case .unsupported(let kind):
            throw LoaderError(
                "source.unsupported", .incomplete, "\(name) is a \(kind) file, which cannot be read.",
                remedy: "Give it as JSON text, plain or compressed with gzip or zstd.")
        }
    }

    private func decompress(
        with decompressor: any Decompressor, into buffer: UnsafeMutableRawBufferPointer
    ) throws(LoaderError) -> Int {
        while true {
            let step = try step(of: decompressor, into: buffer)
            rawStart += step.consumed
            if step.produced > 0 { return step.produced }
            guard rawStart == rawEnd || step.consumed == 0 else { continue }
            if try !fill() {
                guard decompressor.isAtBoundary, rawStart == rawEnd else { throw truncated }
                return 0
            }
        }
    }

    /// Reads behind the bytes that wait, and makes room first where none is left; false at the input's end.
    private func fill() throws(LoaderError) -> Bool {
        if rawStart == rawEnd {
            rawStart = 0
            rawEnd = 0
        } else if rawEnd == raw.count {
            raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[rawStart..<rawEnd]))
            rawEnd -= rawStart
            rawStart = 0
        }
        let count = try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: raw[rawEnd...]))
        rawEnd += count
        return count > 0
    }

    private func readRaw(into buffer: UnsafeMutableRawBufferPointer) throws(LoaderError) -> Int {
        guard !hasEnded else { return 0 }
        let count = try reader.read(into: buffer)
        digest.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        rawCount += count
        hasEnded = count == 0
        return count
    }

    private func step(
        of decompressor: any Decompressor, into buffer: UnsafeMutableRawBufferPointer
    ) throws(LoaderError) -> (consumed: Int, produced: Int) {
        do {
            return try decompressor.decompress(UnsafeRawBufferPointer(rebasing: raw[rawStart..<rawEnd]), into: buffer)
        } catch {
            let offset = rawCount - (rawEnd - rawStart)
            throw LoaderError(
                "source.corrupt", .incomplete,
                "\(name) cannot be decompressed behind its byte \(offset): \(error.reason).",
                remedy: "What stands before that place was read; copy or write the file again and repeat the run.")
        }
    }

    private var truncated: LoaderError {
        LoaderError(
            "source.truncated", .incomplete, "\(name) ends at byte \(rawCount) inside its compressed data.",
            remedy: "What is complete was read; copy or write the file again and repeat the run.")
    }
}
