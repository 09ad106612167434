#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Waits between attempts: exponential with full jitter, up to a time limit.
struct Backoff {
    private let clock = ContinuousClock()
    private let seconds: Double
    /// Set by the first failure: an attempt that took long has not been given up for that.
    private var end: ContinuousClock.Instant?
    private var isShortened = false
    private var attempt = 0

    /// A series of attempts that may go on for so many seconds after the first failure.
    init(seconds: Double) { self.seconds = seconds }

    /// Waits before the next attempt; false when the time is over.
    ///
    /// - Parameter isEnding: whether the program has to end: what passes by itself at once is still waited for.
    mutating func wait(isEnding: Bool = false) -> Bool {
        var end = end ?? clock.now + .seconds(seconds)
        if isEnding, !isShortened {
            end = min(end, clock.now + .seconds(Self.cap))
            isShortened = true
        }
        self.end = end
        let left = clock.now.duration(to: end) / .seconds(1)
        guard left > 0 else { return false }
        pause(upTo: left)
        return true
    }

    /// Waits before one more attempt though the time is over.
    mutating func waitBeyondEnd() { pause(upTo: Self.cap) }

    /// The largest bound of a pause, in seconds.
    private static let cap = 2.0

    private mutating func pause(upTo left: Double) {
        let longest = min(Self.cap, 0.02 * Double(1 << min(attempt, 10)), left)
        attempt += 1
        usleep(UInt32(Double.random(in: 0...longest) * 1_000_000))
    }
}
