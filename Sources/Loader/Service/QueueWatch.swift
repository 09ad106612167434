/// Asks the queue every few seconds how many messages wait, on a thread of its own.
final class QueueWatch: Sendable {
    private struct State {
        var attributes: SQSQueue.Attributes?
        var isStopped = false
    }

    private let state = Monitor(State())
    private let queue: SQSQueue
    private let seconds: Int
    private let note: @Sendable (String) -> Void

    /// A watch that begins with ``start()``.
    ///
    /// - Parameters:
    ///   - seconds: between two looks.
    ///   - note: is told once where the credentials do not permit it.
    init(_ queue: SQSQueue, seconds: Int = 15, note: @escaping @Sendable (String) -> Void) {
        self.queue = queue
        self.seconds = seconds
        self.note = note
    }

    /// Starts to look.
    func start() throws(LoaderError) { _ = try WorkerThread { [self] in watch() } }

    /// Looks no more.
    func stop() { state.update { $0.isStopped = true } }

    /// What the last look showed; nil where it failed.
    var attributes: SQSQueue.Attributes? { state.read { $0.attributes } }

    private func watch() {
        while true {
            do throws(LoaderError) {
                let found = try queue.attributes()
                state.update { $0.attributes = found }
            } catch {
                state.update { $0.attributes = nil }
                if error.code == "queue.denied" { return note("The queue's depth is not measured. \(error)") }
            }
            let isStopped: Void? = state.wait(milliseconds: seconds * 1_000) { $0.isStopped ? () : nil }
            if isStopped != nil { return }
        }
    }
}
