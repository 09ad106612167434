/// What was done with a queue so far.
public struct SQSStatistics: Hashable, Sendable {
    /// Messages received and handed out or about to be (`sqs_message_receive_succeeded_total`).
    public internal(set) var received = 0
    /// Messages whose deletion the queue confirmed (`sqs_message_delete_succeeded_total`).
    public internal(set) var deleted = 0
    /// Messages given back before their time (`sqs_message_defer_succeeded_total`).
    public internal(set) var released = 0
    /// Messages that were to be deleted, and the queue did not confirm it.
    public internal(set) var undeleted = 0
    /// Bodies that differ from their checksum: never handed out, given back to the queue.
    public internal(set) var corrupt = 0
    /// Messages that came again while they were in work.
    public internal(set) var repeated = 0
    /// Extensions of a message's visibility.
    public internal(set) var extended = 0
    /// Requests that were sent again.
    public internal(set) var retries = 0
    /// Messages whose time ran out while they were in work, because it could not be extended.
    public internal(set) var exposed = 0
    /// The bytes of all bodies.
    public internal(set) var bytes = 0

    /// Nothing done yet.
    public init() {}
}
