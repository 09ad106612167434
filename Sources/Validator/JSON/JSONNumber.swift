/// A JSON number with its exact value: `1.0`, `1e0` and `1` are equal, `1e400` is no infinity.
///
/// The value is `sign × digits × 10^exponent`, with neither leading nor trailing zeros in the digits (RFC 8259,
/// section 6, sets no limit on range or precision).
public struct JSONNumber: Sendable {
    /// The number as it was written.
    public let text: String
    let isNegative: Bool
    /// Decimal digits, 0 to 9, the most significant first; empty for zero.
    let digits: [UInt8]
    /// The power of ten that the last digit stands for. Saturates for absurd exponents.
    let exponent: Int

    /// The number of that text; nil where it is not a JSON number.
    public init?(text: String) {
        let parsed =
            text.utf8.withContiguousStorageIfAvailable { JSONNumber.decompose($0) }
            ?? {
                Array(text.utf8).withUnsafeBufferPointer { JSONNumber.decompose($0) }
            }()
        guard let (isNegative, digits, exponent) = parsed else { return nil }
        self.text = text
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
    }

    /// A number of an integer.
    public init(_ value: Int) {
        let text = String(value)
        let magnitude = text.utf8.drop { $0 == UInt8(ascii: "-") }.map { $0 - UInt8(ascii: "0") }
        self.text = text
        isNegative = value < 0
        let trimmed = magnitude.reversed().drop { $0 == 0 }.reversed()
        digits = Array(trimmed)
        exponent = trimmed.isEmpty ? 0 : magnitude.count - trimmed.count
    }

    /// Whether the value has no fraction.
    public var isInteger: Bool { exponent >= 0 }

    /// The value as an integer, where it is one that fits.
    public var int: Int? {
        guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
        var value = 0
        for digit in digits + [UInt8](repeating: 0, count: exponent) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (difference, underflow) = product.subtractingReportingOverflow(Int(digit))
            guard !overflow, !underflow else { return nil }
            value = difference
        }
        return isNegative ? value : (value == .min ? nil : -value)
    }

    /// The nearest double.
    public var double: Double { Double(text) ?? (isNegative ? -.infinity : .infinity) }
}

extension JSONNumber {
    /// Splits a number's text into sign, digits without outer zeros, and exponent; nil where it is no JSON number.
    static func decompose(_ text: UnsafeBufferPointer<UInt8>) -> (isNegative: Bool, digits: [UInt8], exponent: Int)? {
        var index = 0
        func digit() -> UInt8? {
            guard index < text.count, text[index] >= 0x30, text[index] <= 0x39 else { return nil }
            return text[index] - 0x30
        }
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative { index = 1 }
        var digits: [UInt8] = []
        let start = index
        while let next = digit() {
            digits.append(next)
            index += 1
        }
        guard index > start, index == start + 1 || text[start] != 0x30 else { return nil }
        var exponent = 0
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = index
            while let next = digit() {
                digits.append(next)
                index += 1
            }
            guard index > fraction else { return nil }
            exponent = fraction - index
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            let isDown = index < text.count && text[index] == UInt8(ascii: "-")
            if index < text.count, isDown || text[index] == UInt8(ascii: "+") { index += 1 }
            let first = index
            var power = 0
            while let next = digit() {
                power = min(power * 10 + Int(next), 1 << 40)
                index += 1
            }
            guard index > first else { return nil }
            exponent += isDown ? -power : power
        }
        guard index == text.count else { return nil }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        let significant = Array(digits.drop { $0 == 0 })
        return (isNegative && !significant.isEmpty, significant, significant.isEmpty ? 0 : exponent)
    }
}

extension JSONNumber: Hashable {
    /// Equal in value, however written.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        left.isNegative == right.isNegative && left.exponent == right.exponent && left.digits == right.digits
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(isNegative)
        hasher.combine(exponent)
        hasher.combine(digits)
    }
}

extension JSONNumber: Comparable {
    /// The order of the values.
    public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let order = compareMagnitudes(left, right)
        return left.isNegative ? order > 0 : order < 0
    }

    /// Negative, zero or positive as the first magnitude is less than, equal to or greater than the second.
    private static func compareMagnitudes(_ left: JSONNumber, _ right: JSONNumber) -> Int {
        if left.digits.isEmpty || right.digits.isEmpty { return left.digits.count - right.digits.count }
        let places = (left.digits.count + left.exponent, right.digits.count + right.exponent)
        if places.0 != places.1 { return places.0 - places.1 }
        if left.digits == right.digits { return 0 }
        return left.digits.lexicographicallyPrecedes(right.digits) ? -1 : 1
    }
}
