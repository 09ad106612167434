/// A queue as its owner sees it: made, filled and looked at; ``SQSSource`` reads it.
public struct SQSQueue: Sendable {
    /// What a look at a queue shows.
    public struct Attributes: Hashable, Sendable {
        /// About how many messages wait to be received.
        public var visible: Int
        /// About how many are being worked on.
        public var inFlight: Int
        /// About how many are not yet to be received.
        public var delayed: Int
        /// The seconds that a received message stays hidden, where the receiver does not say otherwise.
        public var visibilityTimeout: Int?
        /// Whether the queue moves a message aside that was received too often (a dead-letter queue).
        public var hasDeadLetterQueue: Bool
    }

    private let clients: SQSClientPool

    /// A queue at this location; nothing is asked of the server yet.
    ///
    /// - Throws: `endpoint.malformed`, `region.missing` (configuration).
    public init(_ location: QueueLocation, environment: AWSEnvironment = .process) throws(LoaderError) {
        let policy = RetryPolicy(attempts: 4, base: 100, cap: 2_000)
        clients = SQSClientPool(try SQSConnection(location, environment: environment, retries: policy))
    }

    /// Asks the server for the queue's counts; proves that it is there, and that the credentials hold.
    ///
    /// - Throws: `queue.missing`, `queue.denied`, `http.…`, `credentials.…`.
    public func attributes() throws(LoaderError) -> Attributes {
        let found = try clients.withClient { client throws(LoaderError) in try client.attributes() }
        func count(_ name: String) -> Int { found[name].flatMap { Int($0) } ?? 0 }
        return Attributes(
            visible: count("ApproximateNumberOfMessages"), inFlight: count("ApproximateNumberOfMessagesNotVisible"),
            delayed: count("ApproximateNumberOfMessagesDelayed"),
            visibilityTimeout: found["VisibilityTimeout"].flatMap { Int($0) },
            hasDeadLetterQueue: found["RedrivePolicy"]?.isEmpty == false)
    }

    /// What a look at a queue shows, in a sentence: `12 messages wait, 3 are in work, 0 are delayed`.
    ///
    /// - Throws: as ``attributes()``.
    public static func describe(
        _ location: QueueLocation, environment: AWSEnvironment = .process
    ) throws(LoaderError) -> String {
        let found = try SQSQueue(location, environment: environment).attributes()
        let counts = "\(found.visible) messages wait, \(found.inFlight) are in work, \(found.delayed) are delayed"
        return found.hasDeadLetterQueue ? "\(counts); it has a dead-letter queue" : counts
    }

    /// Makes the queue, with SQS's attributes by their names; one that is there already is left as it is.
    public func create(attributes: [String: String] = [:]) throws(LoaderError) {
        _ = try clients.withClient { client throws(LoaderError) in try client.create(attributes: attributes) }
    }

    /// Sends messages in batches of 10; `group` is for FIFO queues.
    ///
    /// - Throws: `queue.send` where the queue did not take each of them.
    public func send(_ bodies: [String], group: String? = nil) throws(LoaderError) {
        for start in stride(from: 0, to: bodies.count, by: 10) {
            let part = bodies[start..<min(start + 10, bodies.count)]
            let outcome = try clients.withClient { client throws(LoaderError) in try client.send(part, group: group) }
            guard outcome.done.count == part.count else {
                throw LoaderError(
                    "queue.send", .incomplete,
                    "The queue took \(outcome.done.count) of the \(part.count) messages from number \(start + 1).")
            }
        }
    }
}
