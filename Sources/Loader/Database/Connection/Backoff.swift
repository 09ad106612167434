#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Waits between attempts: exponential with full jitter, up to a time limit.
struct Backoff {
    private let clock = ContinuousClock()
    private let end: ContinuousClock.Instant
    private var attempt = 0

    /// A series of attempts that may go on for so many seconds.
    init(seconds: Double) { end = clock.now + .seconds(seconds) }

    /// Waits before the next attempt; false when the time is over.
    mutating func wait() -> Bool {
        let left = clock.now.duration(to: end) / .seconds(1)
        guard left > 0 else { return false }
        let longest = min(2, 0.02 * Double(1 << min(attempt, 10)), left)
        attempt += 1
        usleep(UInt32(Double.random(in: 0...longest) * 1_000_000))
        return true
    }
}
