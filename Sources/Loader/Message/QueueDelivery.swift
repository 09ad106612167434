/// How a queue handed a message over: what is needed to acknowledge it or to give it back.
public struct QueueDelivery: Hashable, Sendable {
    /// The queue's id of the message.
    public var messageID: MessageID
    /// The newest receipt handle.
    public var receiptHandle: String
    /// When the message was sent, in milliseconds since 1970, where the queue says so.
    public var sentAt: Int64?
    /// How often the message was handed out, this time included.
    public var receiveCount: Int
    /// The FIFO group, if there is one.
    public var group: String?

    /// A delivery of these parts.
    public init(
        messageID: MessageID, receiptHandle: String, sentAt: Int64? = nil, receiveCount: Int = 1, group: String? = nil
    ) {
        self.messageID = messageID
        self.receiptHandle = receiptHandle
        self.sentAt = sentAt
        self.receiveCount = receiveCount
        self.group = group
    }
}
