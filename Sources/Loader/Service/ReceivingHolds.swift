import Synchronization

/// The reasons for which a service receives nothing for the moment; it goes on when the last of them is gone.
final class ReceivingHolds: Sendable {
    /// Why nothing is received.
    enum Reason: Hashable, Sendable {
        /// The database cannot be written to.
        case database
        /// A batch waits for the database.
        case batch
        /// The last run could not prove what it did.
        case failure
    }

    private let source: any ServiceSource
    private let reasons = Mutex<Set<Reason>>([])

    /// Nothing holds the source up yet.
    init(_ source: any ServiceSource) { self.source = source }

    /// Notes that a reason has come or gone.
    func set(_ reason: Reason, _ holds: Bool) {
        reasons.withLock { reasons in
            let before = reasons.isEmpty
            if holds { reasons.insert(reason) } else { reasons.remove(reason) }
            guard reasons.isEmpty != before else { return }
            if before { source.pause() } else { source.resume() }
        }
    }
}
