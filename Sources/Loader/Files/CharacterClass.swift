/// Classes of bytes outside JSON strings.
enum CharacterClass {
    /// Whether `byte` belongs to a number or a literal: neither blank nor a bracket, comma, colon or quote.
    @inline(__always)
    static func isScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: false
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): false
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""): false
        default: true
        }
    }

    /// Whether `byte` may stand in a number or in `true`, `false` or `null`.
    @inline(__always)
    static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"): true
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "l"), UInt8(ascii: "n"): true
        case UInt8(ascii: "r"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "u"): true
        default: false
        }
    }

    /// Whether a JSON value may begin with `byte`.
    static func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "{[\"-tfn".utf8.contains(byte)
        }
    }
}
