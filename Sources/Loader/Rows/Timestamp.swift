#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment in microseconds since 1970-01-01T00:00:00Z, in the Gregorian calendar without leap seconds.
public struct Timestamp: Hashable, Sendable {
    /// Microseconds since 1970.
    public var microseconds: Int64

    /// A moment.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// What the system's clock says.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Days since 1970-01-01 in UTC.
    public var day: Int {
        let perDay: Int64 = 86_400_000_000
        return Int(microseconds >= 0 ? microseconds / perDay : (microseconds + 1) / perDay - 1)
    }

    /// `2026-01-31T09:30:00Z`
    public var text: String {
        let date = GregorianDate(day: day)
        let seconds = Int(microseconds / 1_000_000) - day * 86_400 - (microseconds % 1_000_000 < 0 ? 1 : 0)
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.twoDigits($0) }
        return "\(date)T\(parts.joined(separator: ":"))Z"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
