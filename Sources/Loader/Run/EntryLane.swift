/// Writes the quarantine's entries of a bulk load on a thread and a connection of its own, while the writer of the rows
/// is at the next batch.
///
/// Each message is in one transaction still, either with its row or with its entry, and that transaction's counters.
final class EntryLane: Sendable {
    /// What became of the entries.
    struct Outcome {
        /// Entries that are committed.
        var quarantined = 0
        /// Entries that are not, because of the error.
        var unwritten = 0
        var error: (any Error)?
        var stages = StageProfile()
    }

    private struct State {
        var waiting: [[JudgedBlock]] = []
        var isClosed = false
        var outcome = Outcome()
    }

    private static let batchesWaiting = 2
    private let state = Monitor(State())
    private let thread: WorkerThread

    /// Starts the thread, which owns the writer from now on.
    init(_ writer: BatchWriter) throws(LoaderError) {
        let state = state
        thread = try WorkerThread {
            while let blocks = Self.take(from: state) { Self.write(blocks, writer, state) }
            state.update { $0.outcome.stages = writer.timer.profile }
        }
    }

    private static func take(from state: Monitor<State>) -> [JudgedBlock]? {
        state.wait { state -> [JudgedBlock]?? in
            if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
            return state.isClosed ? .some(nil) : nil
        } ?? nil
    }

    /// Writes one batch; nothing more once a batch has failed.
    private static func write(_ blocks: [JudgedBlock], _ writer: BatchWriter, _ state: Monitor<State>) {
        let count = blocks.reduce(0) { $0 + $1.quarantined.count }
        do {
            if let error = state.read({ $0.outcome.error }) { throw error }
            _ = try writer.write(blocks)
            state.update { $0.outcome.quarantined += count }
        } catch {
            state.update { state in
                state.outcome.error = state.outcome.error ?? error
                state.outcome.unwritten += count
            }
        }
    }

    /// Hands over entries whose neighbours' rows are committed; waits where the rows are quicker.
    func submit(_ blocks: [JudgedBlock]) {
        let entries = blocks.filter { $0.quarantined.count > 0 }.map(\.withoutRows)
        guard !entries.isEmpty else { return }
        state.wait { state -> Void? in
            guard state.waiting.count < Self.batchesWaiting else { return nil }
            state.waiting.append(entries)
            return ()
        }
    }

    /// Why entries cannot be written any more; nil while they can.
    var failure: (any Error)? { state.read { $0.outcome.error } }

    /// Waits until everything that was handed over is written, or cannot be.
    func finish() -> Outcome {
        state.update { $0.isClosed = true }
        thread.join()
        return state.read { $0.outcome }
    }
}
