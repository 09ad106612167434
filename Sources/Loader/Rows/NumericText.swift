/// Writes a JSON number as PostgreSQL's binary `numeric`: digits to the base of 10,000, no rounding.
///
/// Layout (`numeric_recv` in PostgreSQL's `utils/adt/numeric.c`): the number of digits, the weight of the first one, the
/// sign, the decimals that are shown, all 16 bits, then the digits.
struct NumericText {
    /// What PostgreSQL holds at most: digits before and after the point.
    private static let limits = (before: 131_072, after: 16_383)

    private let precision: Int?
    private let scale: Int

    init(precision: Int?, scale: Int) {
        self.precision = precision
        self.scale = scale
    }

    /// Writes the number, or says why its column cannot hold it.
    func write(_ text: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> ColumnError.Code? {
        var number = Scan(text)
        number.trim(text)
        let before = number.isZero ? 0 : max(0, number.significant + number.exponent)
        let after = number.isZero ? 0 : max(0, -number.exponent)
        if let precision {
            guard after <= scale else { return .inexact }
            guard before <= precision - scale else { return .outOfRange }
        } else {
            guard before <= Self.limits.before, after <= Self.limits.after else { return .outOfRange }
        }
        let shown = precision == nil ? max(after, min(number.written, Self.limits.after)) : scale
        writeDigits(number, text, before: before, after: after, shown: shown, to: output)
        return nil
    }

    /// Whether PostgreSQL reads the number's text as a `numeric`, as it does inside of `jsonb`: written zeros count.
    static func isStorable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var number = Scan(text)
        guard number.written <= limits.after else { return false }
        number.trim(text)
        // An exponent of ten digits is refused whatever stands before it.
        return number.isZero ? number.exponent < 1_000_000_000 : number.significant + number.exponent <= limits.before
    }

    private func writeDigits(
        _ number: Scan, _ text: UnsafeBufferPointer<UInt8>, before: Int, after: Int, shown: Int, to output: ByteWriter
    ) {
        guard !number.isZero else { return writeHeader(0, 0, false, shown, to: output) }
        // Groups of four decimal places, counted from the point: the first holds the most significant digit.
        let top = number.significant + number.exponent - 1
        let first = top >= 0 ? top / 4 : (top - 3) / 4
        let last = number.exponent >= 0 ? number.exponent / 4 : (number.exponent - 3) / 4
        writeHeader(first - last + 1, first, number.isNegative, shown, to: output)
        let target = output.extend(by: (first - last + 1) * 2)
        var digits = number.digits(text)
        var group = first
        var position = top
        while group >= last {
            var value: UInt16 = 0
            for place in stride(from: group * 4 + 3, through: group * 4, by: -1) {
                value *= 10
                guard place == position, place >= number.exponent else { continue }
                value += digits.next()
                position -= 1
            }
            let offset = (first - group) * 2
            target[offset] = UInt8(value >> 8)
            target[offset + 1] = UInt8(value & 0xFF)
            group -= 1
        }
    }

    private func writeHeader(_ count: Int, _ weight: Int, _ isNegative: Bool, _ shown: Int, to output: ByteWriter) {
        output.append(Int16(truncatingIfNeeded: count))
        output.append(Int16(truncatingIfNeeded: weight))
        output.append(isNegative ? 0x4000 as UInt16 : 0)
        output.append(UInt16(truncatingIfNeeded: shown))
    }
}

extension NumericText {
    /// A number's text taken apart: value = significant digits × 10^exponent.
    struct Scan {
        let isNegative: Bool
        /// The bytes of the mantissa that hold the significant digits; a point may lie between them.
        private(set) var start: Int
        private(set) var end: Int
        private(set) var significant = 0
        private(set) var exponent: Int
        /// The decimals as written.
        let written: Int

        var isZero: Bool { significant == 0 }

        /// A number that JSON's grammar allows.
        init(_ text: UnsafeBufferPointer<UInt8>) {
            isNegative = text.first == UInt8(ascii: "-")
            start = isNegative ? 1 : 0
            var point: Int?
            var index = start
            while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
                if text[index] == UInt8(ascii: ".") { point = index } else { significant += 1 }
                index += 1
            }
            end = index
            let decimals = point.map { index - $0 - 1 } ?? 0
            let power = Self.power(text, from: index + 1)
            exponent = power - decimals
            written = max(0, decimals - power)
        }

        /// Leaves zeros at both ends out.
        mutating func trim(_ text: UnsafeBufferPointer<UInt8>) {
            while start < end, text[start] == 0x30 || text[start] == UInt8(ascii: ".") {
                if text[start] == 0x30 { significant -= 1 }
                start += 1
            }
            while end > start, text[end - 1] == 0x30 || text[end - 1] == UInt8(ascii: ".") {
                if text[end - 1] == 0x30 {
                    significant -= 1
                    exponent += 1
                }
                end -= 1
            }
        }

        func digits(_ text: UnsafeBufferPointer<UInt8>) -> Digits { Digits(text: text, index: start) }

        private static func power(_ text: UnsafeBufferPointer<UInt8>, from first: Int) -> Int {
            guard first < text.count else { return 0 }
            var power = 0
            for byte in text[first...] where byte &- 0x30 < 10 {
                power = min(power * 10 + Int(byte - 0x30), 1 << 32)
            }
            return text[first] == UInt8(ascii: "-") ? -power : power
        }
    }

    /// The digits of a mantissa, one after the other.
    struct Digits {
        let text: UnsafeBufferPointer<UInt8>
        var index: Int

        mutating func next() -> UInt16 {
            if text[index] == UInt8(ascii: ".") { index += 1 }
            defer { index += 1 }
            return UInt16(text[index] - 0x30)
        }
    }
}
