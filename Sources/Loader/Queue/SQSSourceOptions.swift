/// How a queue is read.
public struct SQSSourceOptions: Sendable {
    /// The threads that receive; a FIFO queue has one, whatever this says.
    public var receivers = 4
    /// The seconds that a receive waits for a message (long polling), 0 to 20. A stop waits for the polls in flight.
    public var waitSeconds = 20
    /// Stop when the queue has been empty so many seconds; nil: go on until stopped.
    public var idleSeconds: Double?
    /// The seconds that a message stays hidden, 1 to 43,200 (12 hours); extended at half of it as long as the message is in work.
    public var visibilityTimeout = 60
    /// Stop after so many messages.
    public var maxMessages: Int?
    /// Bodies over so many bytes are handed out cut short, with `MessageSlice.Problem.tooLarge`.
    public var maxMessageBytes = 1 << 20
    /// Receiving pauses while so many messages are neither acknowledged nor released; SQS itself ends at 120,000.
    public var maxUnprocessed = 20_000
    /// The threads that delete, release and extend at once.
    public var settlers = 8
    /// About how many seconds a request is repeated while the queue is away.
    public var retrySeconds = 30.0 {
        didSet { retries = .queue(seconds: retrySeconds) }
    }
    /// How requests are repeated.
    var retries = RetryPolicy.queue(seconds: 30)

    /// The usual options: go on until stopped.
    public init() {}
}
