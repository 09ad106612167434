/// A queue that a service reads for as long as it lives: it can be halted, and begun again after an outage.
protocol ServiceSource: MessageSource {
    /// Receives again after `next` has thrown; nothing where it was stopped.
    func restart() throws

    /// Makes everything visible to other consumers that is neither acknowledged nor released.
    func releaseAll() throws

    /// Whether messages come in an order that holds.
    var keepsOrder: Bool { get }

    /// What was done so far.
    var statistics: SQSStatistics { get }

    /// Receive requests that the queue answered so far, with messages or without.
    var answers: Int { get }

    /// How many messages are neither acknowledged nor released, and when the oldest of them was sent, in milliseconds
    /// since 1970; nil where the queue does not say.
    var inWork: (messages: Int, oldestSentAt: Int64?) { get }
}

extension SQSSource: ServiceSource {
    func restart() throws { try core.restart() }

    func releaseAll() throws { try core.releaseAll() }

    var keepsOrder: Bool { core.connection.location.isFIFO }

    var answers: Int { core.monitor.read { $0.answers } }

    var inWork: (messages: Int, oldestSentAt: Int64?) {
        core.monitor.read { state in (state.held.count, state.held.values.compactMap(\.sentAt).min()) }
    }
}
