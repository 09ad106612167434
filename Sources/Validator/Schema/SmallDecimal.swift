/// A decimal number that fits a machine word: `mantissa / 10^scale`. Exact; whatever does not fit takes the slow way.
struct SmallDecimal: BitwiseCopyable {
    let mantissa: Int
    let scale: Int

    /// The number that plain digits with at most one point spell, up to 18 digits; nil for all else.
    @inline(__always)
    init?(_ text: UnsafePointer<UInt8>, _ count: Int) {
        guard count <= 19 else { return nil }
        var index = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        guard count - index <= 18 else { return nil }
        var value = 0
        var decimals = 0
        var hasPoint = false
        while index < count {
            let digit = Int(text[index]) - 0x30
            if digit >= 0, digit < 10 {
                value = value * 10 + digit
                if hasPoint { decimals += 1 }
            } else if text[index] == UInt8(ascii: ".") {
                hasPoint = true
            } else {
                return nil
            }
            index += 1
        }
        mantissa = isNegative ? -value : value
        scale = decimals
    }

    init?(_ number: JSONNumber) {
        let text = Array(number.text.utf8)
        let small = text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { SmallDecimal($0, buffer.count) }
        }
        guard let small else { return nil }
        self = small
    }

    /// Negative, zero or positive as the first is less than, equal to or greater than the second; nil: does not fit.
    @inline(__always)
    static func compare(_ left: SmallDecimal, _ right: SmallDecimal) -> Int? {
        guard let (first, second) = aligned(left, right) else { return nil }
        return first < second ? -1 : (first == second ? 0 : 1)
    }

    /// Whether the first is a whole multiple of the second, which is not zero; nil: does not fit.
    static func isMultiple(_ left: SmallDecimal, of right: SmallDecimal) -> Bool? {
        guard let (first, second) = aligned(left, right), second != 0, second != -1 else { return nil }
        return first % second == 0
    }

    @inline(__always)
    private static func aligned(_ left: SmallDecimal, _ right: SmallDecimal) -> (Int, Int)? {
        if left.scale == right.scale { return (left.mantissa, right.mantissa) }
        let scale = max(left.scale, right.scale)
        guard let first = scaled(left, to: scale), let second = scaled(right, to: scale) else { return nil }
        return (first, second)
    }

    private static func scaled(_ number: SmallDecimal, to scale: Int) -> Int? {
        var value = number.mantissa
        for _ in number.scale..<scale {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        return value
    }
}
