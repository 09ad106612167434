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
        default: "truefalsn".utf8.contains(byte)
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
