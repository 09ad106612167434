import CZstd

/// Reads Zstandard (RFC 8878): one frame or several, skippable ones between them.
final class ZstdDecompressor: Decompressor {
    /// The largest window that a frame may ask for, as a power of two: 64 MiB, up to `zstd --ultra -21`.
    static let maxWindowLog: Int32 = 26

    private let stream: OpaquePointer
    private(set) var isAtBoundary = false

    /// - Throws: ``LoaderError`` where libzstd cannot be set up.
    init() throws(LoaderError) {
        guard let stream = ZSTD_createDStream() else {
            throw LoaderError("source.unreadable", .incomplete, "zstd could not be set up; there is too little memory.")
        }
        self.stream = stream
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.maxWindowLog)
    }

    deinit { ZSTD_freeDStream(stream) }

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CorruptData) -> (consumed: Int, produced: Int) {
        // libzstd would take this for the beginning of another frame.
        if isAtBoundary, input.isEmpty { return (0, 0) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let status = ZSTD_decompressStream(stream, &target, &source)
        guard ZSTD_isError(status) == 0 else {
            throw CorruptData(reason: String(cString: ZSTD_getErrorName(status)))
        }
        isAtBoundary = status == 0
        return (source.pos, target.pos)
    }
}
