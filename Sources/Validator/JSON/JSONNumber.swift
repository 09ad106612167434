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
    /// The power of ten that the last digit stands for; where it is huge, a number of its sign beyond all others.
    let exponent: Int
    /// The same where it is huge.
    let hugeExponent: HugeExponent?

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
        switch exponent {
        case .small(let value): (self.exponent, hugeExponent) = (value, nil)
        case .huge(let value): (self.exponent, hugeExponent) = (value.isNegative ? -1 << 62 : 1 << 62, value)
        }
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
        hugeExponent = nil
    }

    /// The exponent, whatever its size.
    var exactExponent: HugeExponent { hugeExponent ?? HugeExponent(exponent) }

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
    enum Exponent {
        case small(Int)
        case huge(HugeExponent)

        /// A power of ten as it is written, and how far the point stands from where the digits end.
        init(_ power: [UInt8], isNegative: Bool, shift: Int) {
            if power.count < 18 {
                let value = power.reduce(0) { $0 * 10 + Int($1) }
                self = .small((isNegative ? -value : value) + shift)
                return
            }
            let written = HugeExponent(isNegative: isNegative, magnitude: power)
            let sum = written.small.map { HugeExponent($0 + shift) } ?? written.adding(shift)
            self = sum.small.map(Exponent.small) ?? .huge(sum)
        }
    }

    /// Splits a number's text into sign, digits without outer zeros, and exponent; nil where it is no JSON number.
    static func decompose(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> (isNegative: Bool, digits: [UInt8], exponent: Exponent)? {
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
        var shift = 0
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = index
            while let next = digit() {
                digits.append(next)
                index += 1
            }
            guard index > fraction else { return nil }
            shift = fraction - index
        }
        var (power, isDown): ([UInt8], Bool) = ([], false)
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            isDown = index < text.count && text[index] == UInt8(ascii: "-")
            if index < text.count, isDown || text[index] == UInt8(ascii: "+") { index += 1 }
            let first = index
            while let next = digit() {
                power.append(next)
                index += 1
            }
            guard index > first else { return nil }
        }
        guard index == text.count else { return nil }
        while digits.last == 0 {
            digits.removeLast()
            shift += 1
        }
        let significant = Array(digits.drop { $0 == 0 })
        guard !significant.isEmpty else { return (false, [], .small(0)) }
        guard !power.isEmpty else { return (isNegative, significant, .small(shift)) }
        return (isNegative, significant, Exponent(power, isNegative: isDown, shift: shift))
    }
}

extension JSONNumber: Hashable {
    /// Equal in value, however written.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        left.isNegative == right.isNegative && left.exponent == right.exponent && left.digits == right.digits
            && left.hugeExponent == right.hugeExponent
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(isNegative)
        hasher.combine(exponent)
        hasher.combine(hugeExponent)
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
        let places = comparePlaces(left, right)
        if places != 0 { return places }
        if left.digits == right.digits { return 0 }
        return left.digits.lexicographicallyPrecedes(right.digits) ? -1 : 1
    }

    /// The same for the powers of ten that the first digits stand for.
    private static func comparePlaces(_ left: JSONNumber, _ right: JSONNumber) -> Int {
        guard left.hugeExponent != nil || right.hugeExponent != nil else {
            return left.digits.count + left.exponent - right.digits.count - right.exponent
        }
        return left.firstPlace.distance(from: right.firstPlace)
    }

    private var firstPlace: HugeExponent {
        hugeExponent?.adding(digits.count) ?? HugeExponent(exponent + digits.count)
    }
}
