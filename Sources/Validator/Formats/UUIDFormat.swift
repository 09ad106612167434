/// `uuid`: the 36 characters of RFC 4122, section 3, in either case and of any version.
enum UUIDFormat {
    /// Looks at five words of eight bytes; the dashes are checked, then replaced by a digit.
    static func isUUID(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count == 36, let base = text.baseAddress.map(UnsafeRawPointer.init) else { return false }
        return isHex(word(base, 0))
            && isHex(word(base, 8), dashes: 0x0000_FF00_0000_00FF)
            && isHex(word(base, 16), dashes: 0xFF00_0000_00FF_0000)
            && isHex(word(base, 24)) && isHex(word(base, 28))
    }

    @inline(__always)
    private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func isHex(_ word: UInt64, dashes: UInt64) -> Bool {
        guard word & dashes == 0x2D2D_2D2D_2D2D_2D2D & dashes else { return false }
        return isHex(word & ~dashes | 0x3030_3030_3030_3030 & dashes)
    }

    /// Whether all eight bytes are hexadecimal digits: a byte's high bit tells on which side of a bound it is.
    @inline(__always)
    private static func isHex(_ word: UInt64) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        guard word & high == 0 else { return false }
        let lower = word | 0x2020_2020_2020_2020
        let digits = (word &+ 0x5050_5050_5050_5050) & ~(word &+ 0x4646_4646_4646_4646)
        let letters = (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x1919_1919_1919_1919)
        return (digits | letters) & high == high
    }
}
