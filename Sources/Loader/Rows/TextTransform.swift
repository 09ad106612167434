/// What `trim`, `lower` and `upper` do to UTF-8.
enum TextTransform {
    /// Without the white space of ASCII at both ends.
    static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var (start, end) = (0, text.count)
        while start < end, isSpace(text[start]) { start += 1 }
        while end > start, isSpace(text[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[start..<end])
    }

    /// Calls `body` with the text in lower case; only text beyond ASCII allocates.
    static func withLowercased<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withMapped(text, letters: 0x41...0x5A, whole: { $0.lowercased() }, body)
    }

    /// Calls `body` with the text in upper case; only text beyond ASCII allocates.
    static func withUppercased<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withMapped(text, letters: 0x61...0x7A, whole: { $0.uppercased() }, body)
    }

    /// Unicode scalars, which is what PostgreSQL counts as characters.
    @inline(__always)
    static func characters(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private static func withMapped<Result>(
        _ text: UnsafeBufferPointer<UInt8>, letters: ClosedRange<UInt8>, whole: (String) -> String,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if text.contains(where: { $0 >= 0x80 }) {
            return Array(whole(String(decoding: text, as: UTF8.self)).utf8).withUnsafeBufferPointer(body)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count + 1) { copy in
            for (index, byte) in text.enumerated() {
                copy.initializeElement(at: index, to: letters.contains(byte) ? byte ^ 0x20 : byte)
            }
            return body(UnsafeBufferPointer(rebasing: copy[..<text.count]))
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
