/// The messages of one response: their bodies in one buffer.
struct ReceivedBatch: Sendable {
    /// One message.
    struct Message: Sendable {
        /// The first byte of the body in the batch's bytes.
        var start: Int
        /// The bytes that are kept; fewer than `fullLength` for an oversize body.
        var length: Int
        /// The bytes that came.
        var fullLength: Int
        /// How it was handed over.
        var delivery: QueueDelivery
        /// Whether the body is the one that the queue's checksum was made of.
        var isIntact: Bool
    }

    /// The bodies, one behind the other.
    private(set) var bytes: [UInt8] = []
    /// The messages in the order of the response.
    var messages: [Message] = []

    /// Adds a message; of a body over `limit` bytes only so many are kept.
    mutating func append(
        body: UnsafeRawBufferPointer, checksum: (some Collection<UInt8>)?, delivery: QueueDelivery, limit: Int
    ) {
        let kept = min(body.count, limit)
        let isIntact = checksum.map { MD5Digest.matches(body, hexadecimal: $0) } ?? true
        messages.append(
            Message(
                start: bytes.count, length: kept, fullLength: body.count, delivery: delivery, isIntact: isIntact))
        bytes.append(contentsOf: body[..<kept])
    }
}
