/// What the threads of a source share.
struct SQSSourceState: Sendable {
    /// A message that was received and neither acknowledged nor released.
    struct Held: Sendable {
        /// The newest receipt handle.
        var handle: String
        /// When it was received or its visibility last extended.
        var since: ContinuousClock.Instant
        /// Whether its time has run out.
        var isExposed = false
        /// How often it was received and not yet settled.
        var deliveries = 1
        /// When it was sent, in milliseconds since 1970, where the queue says so.
        var sentAt: Int64?
    }

    /// Whether the threads have been started.
    var isStarted = false
    /// Whether no more is to be received: stopped, drained, failed or abandoned.
    var isEnding = false
    /// Whether the heartbeat's thread runs.
    var isKeeping = false
    /// Whether everything was made visible that had not been settled: none of it is in work any more.
    var isAllReleased = false
    /// Whether polls in flight must give back what they bring.
    var isStopped = false
    /// Whether the owner is gone: nobody will acknowledge what is in work.
    var isAbandoned = false
    /// Whether nothing is to be received for the moment: what was received cannot be stored.
    var isPaused = false
    /// Receive requests that the queue answered, with messages or without.
    var answers = 0
    /// The receivers that still run.
    var receivers = 0
    /// The messages that were asked for and have not come yet.
    var requested = 0
    /// The messages that may still be asked for; nil: any number.
    var budget: Int?
    /// The batches that `next` has not taken yet.
    var arrived: [ReceivedBatch] = []
    /// When the oldest of them came.
    var waitingSince = ContinuousClock.now
    /// The messages in work, by their ids.
    var held: [MessageID: Held] = [:]
    /// How many deliveries are in work of messages that have been deleted by a newer receipt: nothing is left to do.
    var settled: [MessageID: Int] = [:]
    /// How many deliveries were to be deleted and the queue refused it, because their receipts had run out: the message
    /// comes again, and its deletion then counts for these too.
    var owed: [MessageID: Int] = [:]
    /// How often each message came with a body that is not its own, and never with its own.
    var damaged: [MessageID: Int] = [:]
    /// Whether the heartbeat is at it: a release waits for its end.
    var isExtending = false
    /// When a message came last.
    var lastArrival = ContinuousClock.now
    /// What ended the reading.
    var failure: LoaderError?
    /// The blocks handed out.
    var blocks = 0
    /// The counts.
    var statistics = SQSStatistics()

    /// Takes note of a message that has come, whole.
    mutating func hold(_ delivery: QueueDelivery, at now: ContinuousClock.Instant) {
        var held = Held(handle: delivery.receiptHandle, since: now, sentAt: delivery.sentAt)
        if let earlier = self.held[delivery.messageID] {
            held.deliveries += earlier.deliveries
            statistics.repeated += 1
        }
        damaged[delivery.messageID] = nil
        self.held[delivery.messageID] = held
    }

    /// Takes note of messages that could not be extended, once their time is over.
    mutating func expose(_ ids: some Sequence<MessageID>, after visibility: Duration, at now: ContinuousClock.Instant) {
        for id in ids {
            guard let held = held[id], !held.isExposed, now - held.since >= visibility else { continue }
            self.held[id]?.isExposed = true
            statistics.exposed += 1
        }
    }

    /// Takes note of which deliveries' messages were deleted; returns how many count as deleted now.
    mutating func confirm(_ deliveries: [QueueDelivery], _ handles: [String], done: Set<String>) -> Int {
        var confirmed = 0
        for (delivery, handle) in zip(deliveries, handles) {
            guard done.contains(handle) else {
                owed[delivery.messageID, default: 0] += 1
                continue
            }
            let earlier = owed.removeValue(forKey: delivery.messageID) ?? 0
            confirmed += 1 + earlier
            statistics.undeleted -= earlier
        }
        statistics.undeleted += handles.count { !done.contains($0) }
        return confirmed
    }

    /// The messages and bytes that wait for `next`.
    var waiting: (messages: Int, bytes: Int) {
        arrived.reduce((0, 0)) { ($0.0 + $1.messages.count, $0.1 + $1.bytes.count) }
    }

    /// The bytes of a message, as far as those received tell.
    var averageBytes: Int { statistics.received == 0 ? 0 : statistics.bytes / statistics.received }

    /// Whether everything received has been settled, and nothing more will come.
    var isOver: Bool { receivers == 0 && held.isEmpty }
}
