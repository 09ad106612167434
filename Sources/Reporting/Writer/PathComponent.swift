/// A name from outside as the name of one file or directory.
enum PathComponent {
    /// Letters, digits, `-`, `_` and inner `.` stay; every other byte becomes `%` and two hexadecimal digits, so that
    /// two names never meet and none leaves its directory. A name that would be too long ends in its hash.
    static func safe(_ name: String, reserved: String? = nil) -> String {
        guard !name.isEmpty else { return "%" }
        var safe = ""
        for (index, byte) in name.utf8.enumerated() {
            safe += isPlain(byte, at: index) ? String(UnicodeScalar(byte)) : percent(byte)
        }
        if safe == reserved, let first = name.utf8.first { safe = percent(first) + safe.dropFirst() }
        guard safe.utf8.count > 200 else { return safe }
        return safe.prefix(180) + "~" + String(hash(name), radix: 16)
    }

    private static func isPlain(_ byte: UInt8, at index: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        case UInt8(ascii: "."): index > 0
        default: false
        }
    }

    private static func percent(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "%0" + digits : "%" + digits
    }

    /// FNV-1a: stable from run to run, which Swift's own hashes are not.
    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
