#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Counts lines up to a position that only moves forward.
struct LineCounter {
    /// The line of the position, from 1.
    private(set) var line = 1
    /// The offset of the line's first byte.
    private(set) var lineStart: Int
    private var position: Int

    /// The first line of a text that begins at `offset`.
    init(from offset: Int) {
        lineStart = offset
        position = offset
    }

    /// Moves to `target`, an offset in `bytes`, which begin at `base`.
    mutating func advance(to target: Int, in bytes: UnsafeRawBufferPointer, at base: Int) {
        guard let address = bytes.baseAddress else { return }
        while position < target, let newline = memchr(address + (position - base), 0x0A, target - position) {
            line += 1
            position = base + (UnsafeRawPointer(newline) - address) + 1
            lineStart = position
        }
        position = max(position, target)
    }

    /// The column of `offset` in the current line, from 1, in bytes.
    func column(of offset: Int) -> Int { offset - lineStart + 1 }
}
