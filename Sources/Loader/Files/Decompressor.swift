/// Turns compressed bytes into plain ones, as many at a time as the caller has room for.
protocol Decompressor: AnyObject {
    /// Whether the input may end here: behind a whole member or frame.
    var isAtBoundary: Bool { get }

    /// Takes some bytes of `input` and writes some to `output`.
    ///
    /// - Throws: ``CorruptData`` where the input is not what it should be.
    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CorruptData) -> (consumed: Int, produced: Int)
}

/// Compressed bytes that cannot be understood.
struct CorruptData: Error, Hashable {
    /// What the decompressor says about them.
    let reason: String
}
