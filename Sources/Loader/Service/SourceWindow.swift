import Synchronization

/// A part of an endless source that one run reads: until its time is over, it has its messages, or it is stopped.
final class SourceWindow: MessageSource {
    private struct State {
        /// What the window began with, until it is handed out.
        var first: MessageBlock?
        var left: Int
        var bytes = 0
        var isStopped = false
    }

    private let source: any ServiceSource
    private let feed: MessageFeed
    private let end: ContinuousClock.Instant
    private let state: Mutex<State>
    private let holds: ReceivingHolds?
    private let meter: ServiceMetrics?
    private let faultsBefore: DeliveryFaults

    /// A window that opens now, with its first messages.
    ///
    /// - Parameters:
    ///   - seconds: how long it is open.
    ///   - maximum: the most messages; nil: any number.
    /// - Returns: nil where no message came within `patience`, or the feed was stopped.
    init?(
        of source: any ServiceSource, feed: MessageFeed, seconds: Double, maximum: Int?,
        patience: Duration = .seconds(1), holds: ReceivingHolds? = nil, meter: ServiceMetrics? = nil
    ) {
        let left = maximum ?? .max
        guard let first = feed.take(left, until: .now + patience, isEnded: { false }) else { return nil }
        self.source = source
        self.feed = feed
        self.holds = holds
        self.meter = meter
        faultsBefore = source.faults
        end = .now + .seconds(seconds)
        state = Mutex(State(first: first, left: left))
    }

    var name: String { source.name }

    /// The queue, and the bytes of the bodies that this window handed out.
    var inputs: [InputSummary] { [InputSummary(name: name, bytes: state.withLock { $0.bytes })] }

    /// What came to light while the window was open.
    var faults: DeliveryFaults {
        let now = source.faults
        return DeliveryFaults(
            damaged: max(0, now.damaged - faultsBefore.damaged), repeated: now.repeated - faultsBefore.repeated,
            exposed: now.exposed - faultsBefore.exposed)
    }

    func next() throws -> MessageBlock? {
        let (first, left) = state.withLock { state in
            defer { state.first = nil }
            return (state.first, state.isStopped ? 0 : state.left)
        }
        if let first { return count(first) }
        guard left > 0, let block = feed.take(left, until: end, isEnded: { state.withLock { $0.isStopped } }) else {
            return nil
        }
        return count(block)
    }

    private func count(_ block: MessageBlock) -> MessageBlock {
        state.withLock { state in
            state.left -= block.messages.count
            state.bytes += block.messages.reduce(0) { $0 + $1.fullLength }
        }
        return block
    }

    /// Ends the window; what it began with and nobody read is the next one's.
    func close() {
        stop()
        resume()
        let unread = state.withLock { state in
            defer { state.first = nil }
            return state.first
        }
        if let unread { feed.putBack(unread) }
    }

    func acknowledge(_ deliveries: [QueueDelivery]) throws -> Int {
        let start = ContinuousClock.now
        defer { meter?.measured(.acknowledge, seconds: (ContinuousClock.now - start) / .seconds(1)) }
        // What an earlier window could not delete may count now; it is that window's, which has ended without it.
        return min(try source.acknowledge(deliveries), deliveries.count)
    }

    func release(_ deliveries: [QueueDelivery]) throws {
        meter?.released(deliveries.count)
        try source.release(deliveries)
    }

    func pause() { holds?.set(.batch, true) }

    func resume() { holds?.set(.batch, false) }

    /// Ends the window alone: what waits is the next one's.
    func stop() {
        state.withLock { $0.isStopped = true }
        feed.wake()
    }
}

extension MessageSlice {
    /// The bytes of the whole message, also where only its first bytes are held.
    fileprivate var fullLength: Int { if case .tooLarge(let length) = problem { length } else { length } }
}
