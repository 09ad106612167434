extension JSONNumber {
    /// Whether this is a whole multiple of `divisor`, exactly, by long division in decimal.
    func isMultiple(of divisor: JSONNumber) -> Bool {
        guard !divisor.digits.isEmpty else { return false }
        if digits.isEmpty { return true }
        // this / divisor = (digits / divisor.digits) * 10^shift, and the digits do not end in 0.
        let shift = distance(ofExponentFrom: divisor)
        guard shift >= 0 else { return false }
        // A divisor of n digits has fewer than 4n factors of 2 or of 5: more zeros than that change nothing.
        let zeros = min(shift, 4 * divisor.digits.count)
        return Self.remainderIsZero(digits + [UInt8](repeating: 0, count: zeros), divisor.digits)
    }

    private func distance(ofExponentFrom other: JSONNumber) -> Int {
        guard hugeExponent != nil || other.hugeExponent != nil else { return exponent - other.exponent }
        return exactExponent.distance(from: other.exactExponent)
    }

    private static func remainderIsZero(_ dividend: [UInt8], _ divisor: [UInt8]) -> Bool {
        if divisor.count <= 18 {
            let small = divisor.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
            var remainder: UInt64 = 0
            for digit in dividend {
                // remainder < 10^18: ten times it and a digit still fit.
                remainder = (remainder * 10 + UInt64(digit)) % small
            }
            return remainder == 0
        }
        var remainder: [UInt8] = []
        for digit in dividend {
            if !remainder.isEmpty || digit != 0 { remainder.append(digit) }
            while DecimalDigits.isAtLeast(remainder, divisor) { DecimalDigits.subtract(divisor, from: &remainder) }
        }
        return remainder.isEmpty
    }
}
