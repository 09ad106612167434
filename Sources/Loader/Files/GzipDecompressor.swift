import CZlib

/// Reads gzip (RFC 1952): one member or several, and zero bytes behind the last.
final class GzipDecompressor: Decompressor {
    private var stream: UnsafeMutablePointer<z_stream>
    private(set) var isAtBoundary = false
    private var isPadding = false

    /// - Throws: ``LoaderError`` where zlib cannot be set up.
    init() throws(LoaderError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        // 15: the largest window; 16: gzip's header and checksum.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            throw LoaderError("source.unreadable", .incomplete, "zlib could not be set up; there is too little memory.")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CorruptData) -> (consumed: Int, produced: Int) {
        if isAtBoundary {
            guard let next = input.first else { return (0, 0) }
            isPadding = isPadding || next == 0
            if isPadding { return (try skipPadding(input), 0) }
            inflateReset(stream)
            isAtBoundary = false
        }
        return try inflateSome(input, into: output)
    }

    private func skipPadding(_ input: UnsafeRawBufferPointer) throws(CorruptData) -> Int {
        guard input.allSatisfy({ $0 == 0 }) else { throw CorruptData(reason: "other bytes behind its last member") }
        return input.count
    }

    private func inflateSome(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CorruptData) -> (consumed: Int, produced: Int) {
        let available = (input: UInt32(clamping: input.count), output: UInt32(clamping: output.count))
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = available.input
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = available.output
        let status = inflate(stream, Z_NO_FLUSH)
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw CorruptData(reason: stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)")
        }
        isAtBoundary = status == Z_STREAM_END
        return (Int(available.input - stream.pointee.avail_in), Int(available.output - stream.pointee.avail_out))
    }
}
