/// A UUID as two big-endian halves: cheap to compare, to hash and to write in COPY's binary form.
public struct MessageID: Hashable, Sendable {
    /// The first eight bytes.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// A UUID of these halves, as they stand.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension MessageID: Comparable {
    /// Byte order, which is also PostgreSQL's order of `uuid`.
    @inlinable
    public static func < (left: MessageID, right: MessageID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

extension MessageID: LosslessStringConvertible {
    /// The UUID of 32 hexadecimal digits in groups of 8-4-4-4-12 (RFC 9562, section 4), or nil.
    public init?(_ description: String) {
        let bytes = Array(description.utf8)
        guard bytes.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            if digits < 16 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
            digits += 1
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// Lower-case hexadecimal digits in groups of 8-4-4-4-12.
    public var description: String {
        let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    private static func hexadecimal(_ half: UInt64) -> [UInt8] {
        stride(from: 60, through: 0, by: -4).map { Array("0123456789abcdef".utf8)[Int(half >> UInt64($0) & 15)] }
    }
}
