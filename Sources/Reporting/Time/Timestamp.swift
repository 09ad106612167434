#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment in UTC to the millisecond, written as RFC 3339 says: `2026-11-23T05:40:53.120Z`.
///
/// Counts milliseconds since 1970 in the proleptic Gregorian calendar, without leap seconds. The years that RFC 3339
/// can write are 0 to 9999; moments beyond are moved to the nearest of them.
public struct Timestamp: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// The moment that many milliseconds after the start of 1970.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.earliest), Self.latest)
    }

    /// The current moment by the system's clock.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Without fraction and zone, as JUnit reports want it: `2026-11-23T05:40:53`.
    public var secondsText: String {
        let rest = milliseconds - Int64(daysSince1970) * 86_400_000
        return GregorianDate(day: daysSince1970).description
            + "T" + Self.padded(rest / 3_600_000, 2) + ":" + Self.padded(rest / 60_000 % 60, 2)
            + ":" + Self.padded(rest / 1000 % 60, 2)
    }

    /// Whole days since 1970-01-01 in UTC.
    public var daysSince1970: Int { Int(Self.floorDivide(milliseconds, 86_400_000)) }

    /// The first and the last moment of the years 0 to 9999.
    private static let earliest = Int64(-719_528) * 86_400_000
    private static let latest = Int64(2_932_897) * 86_400_000 - 1

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Timestamp: LosslessStringConvertible {
    /// RFC 3339 in UTC with milliseconds.
    public var description: String {
        secondsText + "." + Self.padded(milliseconds - Self.floorDivide(milliseconds, 1000) * 1000, 3) + "Z"
    }

    /// Reads what ``description`` writes; nil for all else, as for a day that the calendar does not have.
    public init?(_ description: String) {
        let bytes = Array(description.utf8)
        guard bytes.count == 24 else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            bytes[range].reduce(Optional(Int64(0))) { sum, byte in
                guard let sum, byte >= 0x30, byte <= 0x39 else { return nil }
                return sum * 10 + Int64(byte - 0x30)
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let fraction = number(20..<23), hour < 24, minute < 60, second < 60
        else { return nil }
        guard let date = GregorianDate(year: Int(year), month: Int(month), day: Int(day)) else { return nil }
        let days = Int64(date.number)
        self.init(milliseconds: ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction)
        guard self.description == description else { return nil }
    }
}

extension Timestamp: Comparable {
    /// The earlier one first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}
