#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// NDJSON: one message a line, without the blanks around it; blank lines are no messages.
struct LineFraming: Framing {
    private(set) var pending: Int?
    let fault: FramingFault? = nil
    private var line = 1
    private var lineStart: Int
    /// One past the last byte of the pending message that is not blank.
    private var pendingEnd = 0

    /// The lines of an input whose text begins at `offset`.
    init(from offset: Int) { lineStart = offset }

    mutating func scan(_ bytes: UnsafeRawBufferPointer, at base: Int, into messages: inout [MessageSlice]) {
        guard let address = bytes.baseAddress else { return }
        var start = 0
        while start < bytes.count, let newline = memchr(address + start, 0x0A, bytes.count - start) {
            let end = UnsafeRawPointer(newline) - address
            absorb(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), at: base + start)
            close(into: &messages, problem: nil)
            start = end + 1
            line += 1
            lineStart = base + start
        }
        absorb(UnsafeRawBufferPointer(rebasing: bytes[start...]), at: base + start)
    }

    mutating func finish(at end: Int, isCut: Bool, into messages: inout [MessageSlice]) {
        close(into: &messages, problem: isCut ? .truncated : nil)
    }

    /// Takes a line, or a part of one, that begins at `offset`.
    @inline(__always)
    private mutating func absorb(_ part: UnsafeRawBufferPointer, at offset: Int) {
        let first = pending == nil ? Blank.end(in: part, from: 0) : 0
        var end = part.count
        while end > first, Blank.contains(part[end - 1]) { end -= 1 }
        guard end > first else { return }
        if pending == nil { pending = offset + first }
        pendingEnd = offset + end
    }

    @inline(__always)
    private mutating func close(into messages: inout [MessageSlice], problem: MessageSlice.Problem?) {
        guard let start = pending else { return }
        messages.append(
            MessageSlice(
                start: start, length: pendingEnd - start, offset: start, line: line, column: start - lineStart + 1,
                problem: problem))
        pending = nil
    }
}
