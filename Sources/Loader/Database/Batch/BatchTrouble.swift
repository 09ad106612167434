/// What has gone wrong with one batch so far, and so how its next attempt is made.
struct BatchTrouble {
    /// Failures that may be one row's before the rows are looked at: most pass by themselves.
    private static let patience = 3

    /// How the next attempt is made.
    var mode: BatchTransaction.Mode
    /// Whether an attempt has failed in a way that may pass.
    private(set) var isOutage = false
    private var unclear = 0
    private var hasNarrowed = false
    private var retries: RetrySeries

    /// - Parameters:
    ///   - seconds: how long attempts may go on.
    ///   - isExpected: whether conflicts are expected at once.
    init(seconds: Double, isExpected: Bool) {
        mode = isExpected ? .careful : .fast
        retries = RetrySeries(.database(seconds: seconds))
    }

    /// Takes note of a failure that may pass.
    mutating func note(_ error: PostgresError) {
        isOutage = true
        hasNarrowed = hasNarrowed || mode == .narrowing
        guard error.blame == .unclear else { return }
        unclear += 1
        if unclear >= Self.patience { mode = .narrowing }
    }

    /// Waits before the next attempt; false when the time is over, which no batch meets before it was narrowed down:
    /// few statements that take too long use all of it up.
    ///
    /// - Parameter isEnding: whether the run has to end: then there is little time left.
    mutating func wait(isEnding: Bool) -> Bool {
        if retries.wait(isEnding: isEnding) { return true }
        guard unclear > 0, !hasNarrowed, !isEnding else { return false }
        hasNarrowed = true
        mode = .narrowing
        retries.waitBeyondEnd()
        return true
    }
}
