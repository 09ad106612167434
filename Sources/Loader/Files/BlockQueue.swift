/// Finished blocks on their way from the reading thread to the caller: a bounded queue for one of each.
final class BlockQueue: Sendable {
    private struct State {
        var blocks: [MessageBlock] = []
        var handedOut = 0
        /// What was wrong with inputs, and behind how many blocks; nil before the end has come.
        var failures: [(error: LoaderError, blocks: Int)]?
        /// The number of blocks that had been taken when nothing more was wanted.
        var wanted: Int?
    }

    private let state = Monitor(State())
    private let limit: Int

    /// An empty queue that takes `limit` blocks.
    init(limit: Int) { self.limit = max(1, limit) }

    /// Puts a block behind the others as soon as there is room; false where the queue has ended.
    func push(_ block: MessageBlock) -> Bool {
        let limit = limit
        let isTaken = state.wait { state -> Bool? in
            guard state.wanted == nil else { return false }
            guard state.blocks.count < limit else { return nil }
            state.blocks.append(block)
            return true
        }
        return isTaken ?? false
    }

    /// Says that the one who pushes has come to the end, and what was wrong until then.
    func end(_ failures: [(error: LoaderError, blocks: Int)]) { state.update { $0.failures = failures } }

    /// Lets nothing more in, because nothing more is wanted. What was wrong with inputs before the last block that was
    /// taken until now is told all the same.
    func cancel() { state.update { $0.wanted = $0.wanted ?? $0.handedOut } }

    /// The first block; nil at the end. Waits for it, also after ``cancel()``: for the end. Errors are thrown once.
    func pop() throws -> MessageBlock? {
        let next = state.wait { state -> Result<MessageBlock?, any Error>? in
            guard state.blocks.isEmpty else {
                state.handedOut += 1
                return .success(state.blocks.removeFirst())
            }
            guard let failures = state.failures else { return nil }
            state.failures = []
            let wanted = state.wanted ?? .max
            let errors = failures.filter { $0.blocks < wanted }.map(\.error)
            return InputFailures.error(of: errors).map { .failure($0) } ?? .success(nil)
        }
        return try next?.get() ?? nil
    }
}
