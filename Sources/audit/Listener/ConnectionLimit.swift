import Synchronization

/// Counts the connections that are open.
final class ConnectionLimit: Sendable {
    private let limit: Int
    private let open = Mutex(0)

    /// At most so many.
    init(_ limit: Int) { self.limit = limit }

    /// Counts one more; false where there are too many already, and none is counted.
    func enter() -> Bool {
        open.withLock { open in
            guard open < limit else { return false }
            open += 1
            return true
        }
    }

    /// Counts one less.
    func leave() { open.withLock { $0 -= 1 } }
}
