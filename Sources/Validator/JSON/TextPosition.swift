/// A place in a text as editors count it.
public struct TextPosition: Hashable, Sendable {
    /// The line, from 1; a line feed ends a line.
    public let line: Int
    /// The column in characters (Unicode scalars), from 1.
    public let column: Int

    /// The place of the byte at `offset`, counted from the start of `bytes`.
    public init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(max(offset, 0)) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.line = line
        self.column = column
    }
}
