import Synchronization

/// Messages from an SQS queue.
///
/// Several threads long-poll; a heartbeat keeps what they brought hidden from other consumers until it is
/// acknowledged or released. A message can come twice (SQS delivers at least once): whoever loads it decides by its
/// id. The owner that ends early calls ``stop()``, takes what ``next()`` still hands out, and releases it.
public final class SQSSource: MessageSource {
    let core: SQSSourceCore

    /// A source that begins to receive at the first ``next()``.
    ///
    /// - Throws: `endpoint.malformed`, `region.missing` (configuration).
    public init(
        location: QueueLocation, options: SQSSourceOptions = SQSSourceOptions(), environment: AWSEnvironment = .process
    ) throws(LoaderError) {
        core = try SQSSourceCore(location, options, environment)
    }

    deinit { core.abandon() }

    /// The queue's address as it was given.
    public var name: String { core.connection.location.description }

    /// One entry: the queue, and the bytes of the bodies received.
    public var inputs: [InputSummary] { [InputSummary(name: name, bytes: statistics.bytes)] }

    /// What was done so far.
    public var statistics: SQSStatistics {
        var statistics = core.monitor.read { $0.statistics }
        statistics.retries = core.connection.retried.load(ordering: .relaxed)
        return statistics
    }

    /// The messages that came: as soon as there are about 1,000 or 1 MiB of them, or 50 ms after the first.
    ///
    /// Waits while the queue is empty, and while `maxUnprocessed` messages are neither acknowledged nor released:
    /// whoever collects them must not wait for more than that.
    ///
    /// - Throws: `queue.…`, `http.…`, `credentials.…`, once all that was received has been handed out.
    public func next() throws -> MessageBlock? { try core.next() }

    /// Deletes the messages; returns how many deletions the queue confirmed.
    ///
    /// - Throws: the first error of a request that failed for good, after all were tried; ``statistics`` has the counts.
    public func acknowledge(_ deliveries: [QueueDelivery]) throws -> Int { try core.acknowledge(deliveries) }

    /// Makes the messages visible to other consumers at once; those whose receipt has run out are so already.
    ///
    /// - Throws: the first error of a request that failed for good, after all were tried.
    public func release(_ deliveries: [QueueDelivery]) throws {
        guard !core.monitor.read({ $0.isAllReleased }) else { return }
        try core.release(deliveries)
    }

    /// Ends the reading: no new polls begin, and what those in flight bring is released at once.
    ///
    /// ``next()`` hands out what had been received before, and returns nil when the last poll has ended, after
    /// `waitSeconds` at most: a poll that is cut off would leave its messages hidden until their time is over.
    public func stop() { core.stop() }

    /// Begins no new polls; those in flight still bring what they bring, and the heartbeat goes on.
    public func pause() { core.monitor.update { $0.isPaused = true } }

    /// Polls again.
    public func resume() { core.monitor.update { $0.isPaused = false } }

    /// What was counted so far.
    public var faults: DeliveryFaults {
        core.monitor.read { state in
            DeliveryFaults(
                damaged: state.damaged.count, repeated: state.statistics.repeated, exposed: state.statistics.exposed)
        }
    }
}
