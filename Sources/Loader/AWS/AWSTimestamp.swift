#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment in whole seconds, as AWS's signatures and credentials spell it.
struct AWSTimestamp: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    var seconds: Int64

    /// The moment of this call.
    static var now: AWSTimestamp { AWSTimestamp(seconds: Int64(time(nil))) }

    static func < (left: AWSTimestamp, right: AWSTimestamp) -> Bool { left.seconds < right.seconds }

    /// A moment so many seconds after 1970.
    init(seconds: Int64) { self.seconds = seconds }

    /// Reads `2026-11-23T05:40:00Z`, also with a fraction, which is dropped; nil for anything else (RFC 3339 in UTC).
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"),
            zip([4, 7, 10, 13, 16], "--T::".utf8).allSatisfy({ bytes[$0] == $1 })
        else { return nil }
        guard let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        seconds = ((Self.days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else (IMF-fixdate, RFC 9110, section 5.6.7).
    static func httpDate(_ text: String) -> AWSTimestamp? {
        let parts = text.split(separator: " ")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        return AWSTimestamp("\(parts[3])-\(Self.padded(month + 1, 2))-\(parts[1])T\(parts[4])Z")
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? { Int64(String(decoding: digits, as: UTF8.self)) }

    /// Days since 1970-01-01 in the Gregorian calendar: years begin in March, so that a leap day ends one.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let years = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    }

    /// `20261123T054000Z`, the form of `X-Amz-Date`.
    var basic: String {
        var seconds = time_t(seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let year = Int(parts.tm_year) + 1900
        let date = Self.padded(year, 4) + Self.padded(Int(parts.tm_mon) + 1, 2) + Self.padded(Int(parts.tm_mday), 2)
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.padded(Int($0), 2) }.joined()
        return "\(date)T\(clock)Z"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
