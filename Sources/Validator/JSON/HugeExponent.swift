/// An exponent of 10 that does not fit a machine word with room to spare: a sign and decimal digits.
struct HugeExponent: Hashable, Sendable {
    /// Exponents from here on are huge, however they are written.
    static let least = 1_000_000_000_000_000_000

    let isNegative: Bool
    /// Decimal digits, 0 to 9, the most significant first, without leading zeros.
    let magnitude: [UInt8]

    init(isNegative: Bool, magnitude: [UInt8]) {
        self.isNegative = isNegative
        self.magnitude = Array(magnitude.drop { $0 == 0 })
    }

    init(_ value: Int) {
        let digits = String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
        self.init(isNegative: value < 0, magnitude: digits)
    }

    /// The value, where it is less than huge.
    var small: Int? {
        guard magnitude.count < 19 else { return nil }
        let value = magnitude.reduce(0) { $0 * 10 + Int($1) }
        return isNegative ? -value : value
    }

    /// A huge exponent and a number that is far less: the sign stays.
    func adding(_ value: Int) -> HugeExponent {
        var digits = magnitude
        var carry = isNegative ? -value : value
        for place in digits.indices.reversed() where carry != 0 {
            let sum = Int(digits[place]) + carry
            let digit = ((sum % 10) + 10) % 10
            digits[place] = UInt8(digit)
            carry = (sum - digit) / 10
        }
        while carry > 0 {
            digits.insert(UInt8(carry % 10), at: 0)
            carry /= 10
        }
        return HugeExponent(isNegative: isNegative, magnitude: digits)
    }

    /// The difference, no farther from zero than `least`.
    func distance(from other: HugeExponent) -> Int {
        guard isNegative == other.isNegative else { return isNegative ? -Self.least : Self.least }
        let isFarther = DecimalDigits.isAtLeast(magnitude, other.magnitude)
        var (larger, smaller) = (magnitude, other.magnitude)
        if !isFarther { swap(&larger, &smaller) }
        DecimalDigits.subtract(smaller, from: &larger)
        let distance = HugeExponent(isNegative: isNegative == isFarther, magnitude: larger)
        return distance.small ?? (distance.isNegative ? -Self.least : Self.least)
    }
}
