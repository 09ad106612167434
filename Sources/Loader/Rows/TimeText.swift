import Reporting

/// Reads dates and times as RFC 3339 writes them, and without an offset where none is wanted.
struct TimeText {
    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    private init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Days since 1970-01-01 of `2026-01-31`; nil for a day that does not exist.
    static func day(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var reader = TimeText(text)
        guard let date = reader.date(), reader.index == text.count else { return nil }
        return date.number
    }

    /// Microseconds since 1970 of `2026-01-31T09:30:00.5+01:00`, rounded to whole ones; a space may stand for the T.
    ///
    /// - Parameter needsOffset: whether a text without an offset is refused; else it is taken as UTC.
    static func moment(_ text: UnsafeBufferPointer<UInt8>, needsOffset: Bool) -> Int64? {
        var reader = TimeText(text)
        guard let date = reader.date(), reader.take(0x54) || reader.take(0x74) || reader.take(0x20),
            let time = reader.time()
        else { return nil }
        var offset = 0
        if reader.index < text.count {
            guard let seconds = reader.offset(), reader.index == text.count else { return nil }
            offset = seconds
        } else if needsOffset {
            return nil
        }
        return Int64(date.number * 86_400 - offset) * 1_000_000 + time
    }

    private mutating func date() -> GregorianDate? {
        guard let year = number(4), year > 0, take(0x2D), let month = number(2), take(0x2D), let day = number(2)
        else { return nil }
        return GregorianDate(year: year, month: month, day: day)
    }

    private mutating func time() -> Int64? {
        guard let hour = number(2), hour < 24, take(0x3A), let minute = number(2), minute < 60, take(0x3A),
            let second = number(2), second <= 60
        else { return nil }
        // A leap second is the next minute's first, as PostgreSQL has it.
        let whole = Int64(hour * 3600 + minute * 60 + second) * 1_000_000
        guard take(0x2E) else { return whole }
        guard let fraction = fraction() else { return nil }
        return whole + fraction
    }

    private mutating func fraction() -> Int64? {
        var (value, digits, roundsUp): (Int64, Int, Bool) = (0, 0, false)
        while index < text.count, text[index] &- 0x30 < 10 {
            let digit = Int64(text[index] - 0x30)
            if digits < 6 { value = value * 10 + digit }
            if digits == 6 { roundsUp = digit >= 5 }
            digits += 1
            index += 1
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 6)..<6 { value *= 10 }
        return value + (roundsUp ? 1 : 0)
    }

    /// Seconds east of Greenwich.
    private mutating func offset() -> Int? {
        if take(0x5A) || take(0x7A) { return 0 }
        let isWest = take(0x2D)
        guard isWest || take(0x2B), let hours = number(2), hours < 24, take(0x3A), let minutes = number(2), minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return isWest ? -seconds : seconds
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= text.count else { return nil }
        var value = 0
        for _ in 0..<digits {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            index += 1
        }
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }
}
