/// The character classes that several formats share, on single bytes.
extension UInt8 {
    @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }

    @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    @inline(__always) var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }

    @inline(__always) var isASCIIHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a range, as a buffer that starts at zero.
    @inline(__always)
    func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: self[range]) }

    /// The two ASCII digits at an index as a number; 100 when one of them is not a digit. Both must exist.
    @inline(__always)
    func twoDigits(at index: Int) -> Int {
        let tens = self[index] &- 0x30
        let ones = self[index + 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : 100
    }

    /// Whether the bytes from an index on are `%` and two hexadecimal digits (RFC 3986, section 2.1).
    @inline(__always)
    func hasPercentEncoding(at index: Int) -> Bool {
        index + 2 < count && self[index] == UInt8(ascii: "%")
            && self[index + 1].isASCIIHexDigit && self[index + 2].isASCIIHexDigit
    }

    /// The scalar that starts at an index and the index behind it. The bytes must be valid UTF-8.
    @inline(__always)
    func scalar(at index: Int) -> (value: UInt32, next: Int) {
        let lead = self[index]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let end = Swift.min(index + length, count)
        var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
        for next in index + 1..<Swift.max(end, index + 1) { value = value << 6 | UInt32(self[next] & 0x3F) }
        return (value, end)
    }
}
