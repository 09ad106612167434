/// The attempts at one thing, as its ``RetryPolicy`` allows them.
struct RetrySeries {
    /// The seconds that are left where the program has to end: what passes by itself at once is still waited for.
    private static let endingSeconds = 2.0
    private let policy: RetryPolicy
    private var failures = 0
    /// When the time is over; counted from the first failure, so that a server that only takes long is not given up.
    private var end: ContinuousClock.Instant?
    private var isEnding = false

    /// A series that begins with the first attempt.
    init(_ policy: RetryPolicy) { self.policy = policy }

    /// Notes that an attempt failed, and waits before the next one; false where there is to be none.
    ///
    /// - Parameters:
    ///   - isEnding: whether the program has to end: then there are two seconds at most.
    ///   - isCancelled: whether it is of no use any more.
    mutating func wait(isEnding: Bool = false, unless isCancelled: () -> Bool = { false }) -> Bool {
        failures += 1
        guard failures < policy.attempts, !isCancelled() else { return false }
        var pause = policy.pause(after: failures)
        if let left = millisecondsLeft(isEnding) {
            guard left > 0 else { return false }
            pause = min(pause, Int(left.rounded(.up)))
        }
        RetryPolicy.wait(pause, unless: isCancelled)
        return true
    }

    /// Waits before one more attempt though the time is over.
    mutating func waitBeyondEnd() {
        failures += 1
        RetryPolicy.wait(policy.pause(after: failures))
    }

    private mutating func millisecondsLeft(_ isEnding: Bool) -> Double? {
        guard let seconds = policy.seconds else { return nil }
        var end = end ?? .now + .seconds(seconds)
        if isEnding, !self.isEnding { end = min(end, .now + .seconds(Self.endingSeconds)) }
        self.isEnding = self.isEnding || isEnding
        self.end = end
        return (end - .now) / .milliseconds(1)
    }
}
