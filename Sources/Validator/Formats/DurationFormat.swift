/// `duration`: the ABNF of RFC 3339, appendix A.
///
/// That grammar is stricter than ISO 8601: units come in order, none between two others may be left out
/// (`P1Y2D`, `PT1H5S` are none), weeks stand alone, and amounts are whole numbers.
enum DurationFormat {
    static func isDuration(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 3, text[0] == UInt8(ascii: "P") else { return false }
        var index = 1
        if text[index] != UInt8(ascii: "T") {
            guard let unit = unit(text, &index) else { return false }
            if unit == UInt8(ascii: "W") { return index == text.count }
            guard isChain(text, &index, from: unit, year, month, day) else { return false }
            if index == text.count { return true }
        }
        guard text[index] == UInt8(ascii: "T") else { return false }
        index += 1
        guard let unit = unit(text, &index) else { return false }
        return isChain(text, &index, from: unit, hour, minute, second) && index == text.count
    }

    private static let (year, month, day) = (UInt8(ascii: "Y"), UInt8(ascii: "M"), UInt8(ascii: "D"))
    private static let (hour, minute, second) = (UInt8(ascii: "H"), UInt8(ascii: "M"), UInt8(ascii: "S"))

    /// Reads the units that follow the first one: each must be the next smaller of the three.
    private static func isChain(
        _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, from first: UInt8,
        _ large: UInt8, _ middle: UInt8, _ small: UInt8
    ) -> Bool {
        var unit = first
        while index < text.count, text[index].isASCIIDigit {
            guard let next = Self.unit(text, &index) else { return false }
            guard unit == large && next == middle || unit == middle && next == small else { return false }
            unit = next
        }
        return unit == large || unit == middle || unit == small
    }

    /// Reads digits and the letter behind them.
    private static func unit(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt8? {
        let start = index
        while index < text.count, text[index].isASCIIDigit { index += 1 }
        guard index > start, index < text.count else { return nil }
        index += 1
        return text[index - 1]
    }
}
