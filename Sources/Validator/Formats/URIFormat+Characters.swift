extension URIFormat {
    /// A part of a URI, as a bit: which characters may stand in it.
    enum Part: UInt8 {
        case registeredName = 1
        case userInfo = 2
        case path = 4
        case query = 8
        case fragment = 16
    }

    /// The index of the first character, from an index on, that may not stand in a part.
    func scan(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ part: Part) -> Int {
        var index = start
        while index < text.count {
            let byte = text[index]
            if Self.parts(allowing: byte) & part.rawValue != 0 {
                index += 1
            } else if byte == UInt8(ascii: "%") {
                guard text.hasPercentEncoding(at: index) else { return index }
                index += 3
            } else {
                guard international, byte >= 0x80 else { return index }
                let (scalar, next) = text.scalar(at: index)
                guard Self.isUniversal(scalar) || part == .query && Self.isPrivate(scalar) else { return index }
                index = next
            }
        }
        return index
    }

    /// The parts in which an ASCII character may stand as it is: `unreserved`, `sub-delims` and the few others.
    @inline(__always)
    static func parts(allowing byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "="):
            31
        case UInt8(ascii: ":"): 30
        case UInt8(ascii: "@"), UInt8(ascii: "/"): 28
        case UInt8(ascii: "?"): 24
        default: 0
        }
    }

    /// `ucschar` of RFC 3987, section 2.2.
    static func isUniversal(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF, 0xE1000...0xEFFFD: true
        case 0x10000...0xDFFFD: scalar & 0xFFFF <= 0xFFFD
        default: false
        }
    }

    /// `iprivate` of RFC 3987, section 2.2.
    static func isPrivate(_ scalar: UInt32) -> Bool {
        0xE000...0xF8FF ~= scalar || 0xF0000...0xFFFFD ~= scalar || 0x100000...0x10FFFD ~= scalar
    }
}
