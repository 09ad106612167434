/// Reads a queue without end on a thread of its own, and hands its messages to one window after the other.
///
/// What a window leaves stays for the next one. An outage of the queue ends nothing: the feed says so, and tries again.
final class MessageFeed: Sendable {
    private struct State {
        /// What waits for a window; nothing more is read meanwhile.
        var blocks: [MessageBlock] = []
        var isStopped = false
        var isOver = false
        /// What was given back without having been in a window.
        var released = 0
        /// Why the queue could not be read the last time, and how many answers it had given by then.
        var failure: (error: LoaderError, answers: Int)?
        /// What only the owner can mend.
        var refusal: LoaderError?
    }

    private let source: any ServiceSource
    private let state = Monitor(State())
    private let retries: RetryPolicy

    /// A feed that begins to read with ``start()``.
    ///
    /// - Parameter retries: the pauses between attempts to reach the queue again.
    init(_ source: any ServiceSource, retries: RetryPolicy = .service) {
        self.source = source
        self.retries = retries
    }

    /// Starts to read.
    func start() throws(LoaderError) { _ = try WorkerThread { [self] in readAll() } }

    /// Nothing more is handed out, and what comes still goes back to the queue.
    func stop() {
        state.update { $0.isStopped = true }
        source.stop()
    }

    /// Whether there are messages; waits for them, at most so many milliseconds.
    func waitForMessages(milliseconds: Int) -> Bool {
        state.wait(milliseconds: milliseconds) { $0.isStopped ? false : $0.blocks.isEmpty ? nil : true } ?? false
    }

    /// Up to `limit` messages; nil where none comes before the deadline, where the feed was stopped, or `isEnded` says
    /// that the window was, after ``wake()``.
    func take(_ limit: Int, until deadline: ContinuousClock.Instant, isEnded: () -> Bool) -> MessageBlock? {
        let left = Int(max(.zero, deadline - .now) / .milliseconds(1))
        return state.wait(milliseconds: left) { state -> MessageBlock?? in
            if state.isStopped || isEnded() || left == 0 { return .some(nil) }
            guard let block = state.blocks.first else { return nil }
            let (first, rest) = block.split(at: limit)
            state.blocks.replaceSubrange(0..<1, with: rest.map { [$0] } ?? [])
            return .some(first)
        } ?? nil
    }

    /// Has the next window begin with a block that the last one has not touched.
    func putBack(_ block: MessageBlock) { state.update { $0.blocks.insert(block, at: 0) } }

    /// Has a window that waits look whether it was ended.
    func wake() { state.update { _ in } }

    /// Gives back what no window has taken, and waits until the last poll has ended and what it brought is back too.
    func finish() {
        giveBackWaiting()
        state.wait { $0.isOver ? () : nil }
    }

    /// Gives back what no window has taken.
    func giveBackWaiting() {
        let rest = state.update { state in
            defer { state.blocks = [] }
            return state.blocks
        }
        rest.forEach(giveBack)
    }

    /// The messages that were given back without having been in a window.
    var released: Int { state.read { $0.released } }

    /// Why the queue cannot be read, until it answers again.
    var outage: LoaderError? {
        let answers = source.answers
        return state.read { state in state.failure.flatMap { $0.answers >= answers ? $0.error : nil } }
    }

    /// What ended the reading for good: something that only the owner can mend.
    var refusal: LoaderError? { state.read { $0.refusal } }

    // MARK: Reading

    private func readAll() {
        var attempt = 0
        while true {
            do {
                guard let block = try source.next() else { break }
                attempt = 0
                put(block)
            } catch {
                attempt += 1
                guard recover(from: error, attempt) else { break }
            }
        }
        state.update { $0.isOver = true }
    }

    /// Waits, and has the source begin again; false where that is of no use.
    private func recover(from error: any Error, _ attempt: Int) -> Bool {
        let error = error as? LoaderError ?? LoaderError("internal", .incomplete, "\(error)")
        let answers = source.answers
        state.update { state in
            state.failure = (error, answers)
            if error.kind != .incomplete { state.refusal = error }
        }
        let isEnding = state.wait(milliseconds: retries.pause(after: attempt)) { state in
            state.isStopped || state.refusal != nil ? true : nil
        }
        guard isEnding != true else { return false }
        do { try source.restart() } catch { return recover(from: error, attempt + 1) }
        return true
    }

    /// Hands a block on when the one before has been taken; gives both back after a stop.
    private func put(_ block: MessageBlock) {
        let isTaken = state.wait { state -> Bool? in
            if state.isStopped { return false }
            guard state.blocks.isEmpty else { return nil }
            state.blocks = [block]
            return true
        }
        if isTaken != true { giveBack(block) }
    }

    private func giveBack(_ block: MessageBlock) {
        // What cannot be given back becomes visible by itself when its time is over.
        try? source.release(block.deliveries)
        state.update { $0.released += block.deliveries.count }
    }
}
