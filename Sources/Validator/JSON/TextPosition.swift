/// A place in a text as editors count it.
public struct TextPosition: Hashable, Sendable {
    /// The line, from 1; a line feed ends a line.
    public private(set) var line: Int
    /// The column in characters (Unicode scalars), from 1.
    public private(set) var column: Int

    /// The place of the byte at `offset`, counted from the start of `bytes`.
    public init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.init(line: 1, column: 1)
        advance(over: bytes.prefix(max(offset, 0)))
    }

    private init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The places of many bytes, in the order of their offsets' list, found in one walk.
    static func all(of offsets: [Int], in bytes: UnsafeBufferPointer<UInt8>) -> [TextPosition] {
        var positions = [TextPosition](repeating: TextPosition(line: 1, column: 1), count: offsets.count)
        var place = TextPosition(line: 1, column: 1)
        var reached = 0
        for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
            place.advance(over: bytes[reached..<offsets[index]])
            reached = offsets[index]
            positions[index] = place
        }
        return positions
    }

    private mutating func advance(over bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        for byte in bytes {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
    }
}
