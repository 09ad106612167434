/// Finds what is not UTF-8 (RFC 3629: no surrogates, nothing above U+10FFFF, no overlong forms).
enum UTF8Validation {
    /// The first byte that belongs to no well-formed sequence; nil where all is well.
    static func firstInvalidByte(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < text.count {
            guard let length = sequenceLength(text, at: index) else { return index }
            index += length
        }
        return nil
    }

    /// The length of the well-formed sequence at `index`; nil where there is none (Unicode, table 3-7).
    private static func sequenceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let second: ClosedRange<UInt8>
        let length: Int
        switch text[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: return nil
        }
        guard index + length <= text.count, second.contains(text[index + 1]),
            text[index + 2..<max(index + length, index + 2)].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { return nil }
        return length
    }
}
