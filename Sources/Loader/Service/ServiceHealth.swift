/// Whether a service can do its work.
public struct ServiceHealth: Sendable {
    /// Whether messages are taken: the database can be written to, the queue read, and nobody has asked for the end.
    public var isReady: Bool { reason == nil }
    /// Why not, as one sentence; nil where it is ready.
    public let reason: String?
    /// Whether the last look at the database succeeded.
    let isDatabaseUp: Bool
    /// Whether the queue answered the last time.
    let isQueueUp: Bool

    init(
        phase: ServiceState.Phase, database: DatabaseWatch.Condition, outage: LoaderError?, isWaitingAfterFailure: Bool
    ) {
        isDatabaseUp = if case .up = database { true } else { false }
        isQueueUp = outage == nil
        reason =
            switch (phase, database, outage) {
            case (.draining, _, _), (.ended, _, _): "The service ends."
            case (_, .down(let error), _): error.message
            case (_, .unknown, _): "The database has not been looked at yet."
            case (_, _, let error?): error.message
            case (.starting, _, _): "The service starts."
            case (.running, .up, nil):
                isWaitingAfterFailure ? "The last run could not prove what it did; the next one waits." : nil
            }
    }
}
