/// Finished blocks on their way from the reading thread to the caller: a bounded queue for one of each.
final class BlockQueue: Sendable {
    private struct State {
        var blocks: [MessageBlock] = []
        var handedOut = 0
        /// What comes behind the last block, once that is known: the end or an error.
        var ending: Result<Void, LoaderError>?
        var isTold = false
    }

    private let state = Monitor(State())
    private let limit: Int

    /// An empty queue that takes `limit` blocks.
    init(limit: Int) { self.limit = max(1, limit) }

    /// Puts a block behind the others as soon as there is room; false where the queue has ended.
    func push(_ block: MessageBlock) -> Bool {
        let limit = limit
        let isTaken = state.wait { state -> Bool? in
            guard state.ending == nil else { return false }
            guard state.blocks.count < limit else { return nil }
            state.blocks.append(block)
            return true
        }
        return isTaken ?? false
    }

    /// Lets nothing more in: the one who pushes has come to the end.
    func end(_ ending: Result<Void, LoaderError>) { state.update { $0.ending = $0.ending ?? ending } }

    /// Lets nothing more in, because nothing more is wanted; counts also where the end had been reached before.
    ///
    /// - Parameter ending: gets the number of blocks that were taken.
    func cancel(_ ending: (Int) -> Result<Void, LoaderError>) {
        state.update { if !$0.isTold { $0.ending = ending($0.handedOut) } }
    }

    /// The first block; nil at the end. Waits for it. An error is thrown once.
    func pop() throws(LoaderError) -> MessageBlock? {
        let next = state.wait { state -> Result<MessageBlock?, LoaderError>? in
            guard state.blocks.isEmpty else {
                state.handedOut += 1
                return .success(state.blocks.removeFirst())
            }
            guard case .failure(let error) = state.ending else { return state.ending.map { _ in .success(nil) } }
            state.ending = .success(())
            state.isTold = true
            return .failure(error)
        }
        return try next?.get() ?? nil
    }
}
