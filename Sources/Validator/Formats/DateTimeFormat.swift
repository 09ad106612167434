/// `date-time`, `date` and `time`: the productions of RFC 3339, section 5.6.
///
/// A leap second is accepted where it can be: at 23:59:60 in UTC, whatever the offset (section 5.7).
enum DateTimeFormat {
    static func isDateTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 20, text[10] | 0x20 == UInt8(ascii: "t") else { return false }
        return isDate(text.part(0..<10)) && isTime(text.part(11..<text.count))
    }

    static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return false }
        let century = text.twoDigits(at: 0)
        let yearOfCentury = text.twoDigits(at: 2)
        let month = text.twoDigits(at: 5)
        let day = text.twoDigits(at: 8)
        guard century < 100, yearOfCentury < 100, month >= 1, month <= 12, day >= 1 else { return false }
        return day <= 28 || day <= days(inMonth: month, year: century * 100 + yearOfCentury)
    }

    static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 9, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":") else { return false }
        let hour = text.twoDigits(at: 0)
        let minute = text.twoDigits(at: 3)
        let second = text.twoDigits(at: 6)
        guard hour < 24, minute < 60, second <= 60 else { return false }
        guard let zone = endOfFraction(text), let offset = offsetMinutes(text, from: zone) else { return false }
        return second < 60 || (hour * 60 + minute - offset + 2880) % 1440 == 1439
    }

    /// The index behind the seconds and their optional fraction; nil for a point without digits.
    @inline(__always)
    private static func endOfFraction(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text[8] == UInt8(ascii: ".") else { return 8 }
        var index = 9
        while index < text.count, text[index].isASCIIDigit { index += 1 }
        return index > 9 ? index : nil
    }

    /// The minutes that a `time-offset` is ahead of UTC; nil when the rest of the text is none.
    @inline(__always)
    private static func offsetMinutes(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int? {
        guard index < text.count else { return nil }
        if text[index] | 0x20 == UInt8(ascii: "z") { return index + 1 == text.count ? 0 : nil }
        guard text.count == index + 6, text[index + 3] == UInt8(ascii: ":") else { return nil }
        let hour = text.twoDigits(at: index + 1)
        let minute = text.twoDigits(at: index + 4)
        guard hour < 24, minute < 60 else { return nil }
        switch text[index] {
        case UInt8(ascii: "+"): return hour * 60 + minute
        case UInt8(ascii: "-"): return -(hour * 60 + minute)
        default: return nil
        }
    }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
