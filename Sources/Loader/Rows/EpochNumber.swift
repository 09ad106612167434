/// Turns a count of seconds or milliseconds since 1970 into microseconds, exactly.
enum EpochNumber {
    /// The microseconds of the years 1 to 9999.
    static let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

    /// The microseconds of a JSON number; digits beyond them are cut off. Nil for years beyond 1 to 9999.
    ///
    /// - Parameter decimals: the power of ten between the unit and a microsecond.
    static func microseconds(_ text: UnsafeBufferPointer<UInt8>, decimals: Int) -> Int64? {
        var number = NumericText.Scan(text)
        number.trim(text)
        guard !number.isZero else { return 0 }
        let exponent = number.exponent + decimals
        guard number.significant + exponent <= 18 else { return nil }
        var digits = number.digits(text)
        var value: Int64 = 0
        for _ in 0..<max(0, number.significant + min(0, exponent)) { value = value * 10 + Int64(digits.next()) }
        if exponent > 0 { for _ in 0..<exponent { value *= 10 } }
        let signed = number.isNegative ? -value : value
        return range.contains(signed) ? signed : nil
    }
}
