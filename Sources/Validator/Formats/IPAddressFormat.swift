/// `ipv4` (RFC 2673, section 3.2) and `ipv6` (RFC 4291, section 2.2).
enum IPAddressFormat {
    /// Four decimal numbers up to 255, without leading zeros, which some systems would read as octal.
    static func isVersion4(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 7, text.count <= 15 else { return false }
        var index = 0
        for part in 0..<4 {
            if part > 0 {
                guard index < text.count, text[index] == UInt8(ascii: ".") else { return false }
                index += 1
            }
            guard let end = endOfOctet(text, from: index) else { return false }
            index = end
        }
        return index == text.count
    }

    @inline(__always)
    private static func endOfOctet(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        var value = 0
        while index < text.count, index < start + 3, text[index].isASCIIDigit {
            value = value * 10 + Int(text[index] &- 0x30)
            index += 1
        }
        guard index > start, value <= 255, index == start + 1 || text[start] != UInt8(ascii: "0") else { return nil }
        return index
    }

    /// Eight groups of up to four hexadecimal digits; one run of zeros may be `::`; the last 32 bits may be IPv4.
    static func isVersion6(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 2, text.count <= 45 else { return false }
        var index = 0
        var groups = 0
        var isCompressed = false
        if text[0] == UInt8(ascii: ":") {
            guard text[1] == UInt8(ascii: ":") else { return false }
            isCompressed = true
            index = 2
        }
        while index < text.count {
            let start = index
            while index < text.count, index < start + 4, text[index].isASCIIHexDigit { index += 1 }
            guard index > start else { return false }
            if index < text.count, text[index] == UInt8(ascii: ".") {
                groups += 2
                return isVersion4(text.part(start..<text.count)) && (isCompressed ? groups <= 7 : groups == 8)
            }
            groups += 1
            if index == text.count { break }
            guard text[index] == UInt8(ascii: ":"), index + 1 < text.count else { return false }
            index += 1
            if text[index] == UInt8(ascii: ":") {
                guard !isCompressed else { return false }
                isCompressed = true
                index += 1
            }
        }
        return isCompressed ? groups <= 7 : groups == 8
    }
}
