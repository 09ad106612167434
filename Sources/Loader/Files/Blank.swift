/// JSON's white space (RFC 8259, section 2).
enum Blank {
    /// Whether `byte` is a space, a tab, a line feed or a carriage return.
    @inline(__always)
    static func contains(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09)
    }

    /// The first index from `start` on that holds something else, or `bytes.count`.
    @inline(__always)
    static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < bytes.count, contains(bytes[index]) { index += 1 }
        return index
    }
}
