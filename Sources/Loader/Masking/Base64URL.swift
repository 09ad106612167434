/// The alphabet of RFC 4648, section 5, without padding: it needs no escaping in tokens, URLs and file names.
enum Base64URL {
    /// The text of some bytes.
    static func encode(_ bytes: [UInt8]) -> String {
        var text = [UInt8](repeating: 0, count: length(of: bytes.count))
        bytes.withUnsafeBufferPointer { source in
            text.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                write(from, source.count, to: to)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; nil where it is not of the alphabet or holds bits that belong to no byte.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for character in text.utf8 {
            guard let value = value(of: character) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                bits &= 1 << UInt32(count) - 1
            }
        }
        return bits == 0 && count < 6 ? bytes : nil
    }

    /// The characters that so many bytes need.
    static func length(of count: Int) -> Int { (count * 4 + 2) / 3 }

    /// Writes the text of `count` bytes to `target`, which has room for ``length(of:)``.
    @inline(__always)
    static func write(_ bytes: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>) {
        var index = 0
        var written = 0
        while index + 3 <= count {
            let bits = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            target[written] = character(bits >> 18)
            target[written + 1] = character(bits >> 12)
            target[written + 2] = character(bits >> 6)
            target[written + 3] = character(bits)
            index += 3
            written += 4
        }
        guard index < count else { return }
        let second = index + 1 < count ? UInt32(bytes[index + 1]) : 0
        let bits = UInt32(bytes[index]) << 16 | second << 8
        target[written] = character(bits >> 18)
        target[written + 1] = character(bits >> 12)
        if index + 1 < count { target[written + 2] = character(bits >> 6) }
    }

    @inline(__always)
    private static func character(_ bits: UInt32) -> UInt8 {
        alphabet.utf8Start[Int(bits & 63)]
    }

    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character + 4
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
