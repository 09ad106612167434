#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A clock of one thread that gives the time since its last look to the stage that has ended.
///
/// Of many short stages only every so manieth message is timed, and counts for all of them: a look at the clock costs
/// a tenth of a stage. A timer that is off costs one comparison.
final class StageTimer {
    /// Which messages are timed: each `interval`th; 0: none.
    private let interval: Int
    private var isTiming = false
    private var last: UInt64 = 0
    /// What was taken so far.
    private(set) var profile = StageProfile()

    /// A timer of each `interval`th message; 0: off.
    init(interval: Int) { self.interval = interval }

    /// A timer for another thread that times as many messages as this one.
    var another: StageTimer { StageTimer(interval: interval) }

    /// Begins with the message of that number.
    @inline(__always)
    func begin(_ number: Int = 0) {
        guard interval > 0 else { return }
        isTiming = number % interval == 0
        if isTiming { last = Self.now }
    }

    /// Ends a stage of one message, or of so many.
    @inline(__always)
    func lap(_ stage: Stage, messages: Int = 1) {
        if isTiming { record(stage, messages) }
    }

    @inline(never)
    private func record(_ stage: Stage, _ messages: Int) {
        let now = Self.now
        profile.add(
            stage, messages: messages * interval, nanoseconds: (now &- last) * UInt64(interval))
        last = now
    }

    /// Nanoseconds of a clock that never goes back.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
