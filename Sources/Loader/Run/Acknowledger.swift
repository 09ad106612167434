/// Tells the queue on a thread of its own what has been committed, while the next batch is in work.
final class Acknowledger: Sendable {
    private struct State {
        var waiting: [[QueueDelivery]] = []
        var isClosed = false
        var acknowledged = 0
        var error: (any Error)?
    }

    private static let batchesWaiting = 4
    private let state = Monitor(State())
    private let thread: WorkerThread

    init(_ source: any MessageSource) throws(LoaderError) {
        let state = state
        thread = try WorkerThread {
            while let deliveries = Self.take(from: state) {
                do {
                    let count = try source.acknowledge(deliveries)
                    state.update { $0.acknowledged += count }
                } catch {
                    state.update { $0.error = $0.error ?? error }
                }
            }
        }
    }

    private static func take(from state: Monitor<State>) -> [QueueDelivery]? {
        state.wait { state -> [QueueDelivery]?? in
            if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
            return state.isClosed ? .some(nil) : nil
        } ?? nil
    }

    /// Hands over what has been committed; waits where the queue is slower than the database.
    func acknowledge(_ deliveries: [QueueDelivery]) {
        guard !deliveries.isEmpty else { return }
        state.wait { state -> Void? in
            guard state.waiting.count < Self.batchesWaiting else { return nil }
            state.waiting.append(deliveries)
            return ()
        }
    }

    /// Why the queue could not be told something; nil as long as it could.
    var failure: (any Error)? { state.read { $0.error } }

    /// Waits until the queue has been told everything; returns how many it confirmed, and what went wrong first.
    func finish() -> (acknowledged: Int, error: (any Error)?) {
        state.update { $0.isClosed = true }
        thread.join()
        return state.read { ($0.acknowledged, $0.error) }
    }
}
