/// `contentEncoding` and `contentMediaType` of draft 7, the only draft that lets them refuse a string.
enum Content: UInt32 {
    /// The string is base64 (RFC 4648, section 4).
    case base64
    /// The string is JSON.
    case json
    /// The string is JSON in base64; one that is no base64 is not looked at.
    case encodedJSON

    func isSatisfied(by text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .base64: return Self.decode(text) != nil
        case .json: return Self.isJSON(Array(text))
        case .encodedJSON: return Self.decode(text).map(Self.isJSON) ?? true
        }
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in (try? JSONParser().parse(bytes)) != nil }
    }

    /// The bytes that base64 stands for; nil where it is none.
    static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard text.count % 4 == 0, padding <= 2 else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        for (position, byte) in text.dropLast(padding).enumerated() {
            guard let value = digit(byte) else { return nil }
            bits = bits << 6 | value
            // Each digit but the first of four completes a byte.
            if position % 4 > 0 { bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - UInt32(position % 4) * 2))) }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
