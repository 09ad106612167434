/// The attempts at one request, as its ``RetryPolicy`` allows them.
struct RetrySeries {
    private let policy: RetryPolicy
    private var failures = 0
    /// When the time is over; counted from the first failure, so that a server that only takes long is not given up.
    private var end: ContinuousClock.Instant?

    /// A series that begins with the first attempt.
    init(_ policy: RetryPolicy) { self.policy = policy }

    /// Notes that an attempt failed, and waits before the next one; false where there is to be none.
    mutating func wait(unless isCancelled: () -> Bool = { false }) -> Bool {
        failures += 1
        guard failures < policy.attempts, !isCancelled() else { return false }
        var pause = policy.pause(after: failures)
        if let seconds = policy.seconds {
            let end = end ?? .now + .seconds(seconds)
            self.end = end
            let left = (end - .now) / .milliseconds(1)
            guard left > 0 else { return false }
            pause = min(pause, Int(left.rounded(.up)))
        }
        RetryPolicy.wait(pause, unless: isCancelled)
        return true
    }
}
