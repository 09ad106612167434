/// Some complete messages in one buffer: what a source hands to the workers.
///
/// A block has one owner at a time: the source fills it, a worker reads it, the writer lets it go after the
/// transaction that holds its rows has ended. It is never changed after the source has handed it over.
public final class MessageBlock: @unchecked Sendable {
    /// Readable bytes behind the last message, so that a reader may load whole words.
    public static let padding = 64

    /// Counts a source's blocks from 0, so that results can be put back in order.
    public let sequence: Int
    /// The input that the messages came from: an index into the source's `inputs`.
    public let input: Int
    /// The bytes of the messages and at least ``padding`` zero bytes behind them; owned by the block.
    public let bytes: UnsafeMutableRawBufferPointer
    /// Where the messages lie, in input order.
    public let messages: [MessageSlice]
    /// How each message was delivered: as many as messages for a queue, none for a file.
    public let deliveries: [QueueDelivery]

    /// Takes the ownership of `bytes`, which `allocate` made.
    public init(
        sequence: Int, input: Int, taking bytes: UnsafeMutableRawBufferPointer, messages: [MessageSlice],
        deliveries: [QueueDelivery] = []
    ) {
        self.sequence = sequence
        self.input = input
        self.bytes = bytes
        self.messages = messages
        self.deliveries = deliveries
    }

    /// A buffer for `count` bytes of messages: `count + padding` long, the padding zeroed.
    public static func allocate(_ count: Int) -> UnsafeMutableRawBufferPointer {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count + padding, alignment: 64)
        buffer[count...].initializeMemory(as: UInt8.self, repeating: 0)
        return buffer
    }

    deinit { bytes.deallocate() }

    /// The bytes of one message; valid as long as the block.
    public func bytes(of message: MessageSlice) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[message.start..<message.start + message.length])
    }

    /// The first `count` messages, and the others; nil where there are none. The bytes are copied.
    func split(at count: Int) -> (first: MessageBlock, rest: MessageBlock?) {
        guard count < messages.count else { return (self, nil) }
        return (copy(0..<count), copy(count..<messages.count))
    }

    private func copy(_ range: Range<Int>) -> MessageBlock {
        let parts = messages[range]
        let start = parts.map(\.start).min() ?? 0
        let end = parts.map { $0.start + $0.length }.max() ?? start
        let buffer = Self.allocate(end - start)
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<(end - start)])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        let moved = parts.map { part in
            var part = part
            part.start -= start
            return part
        }
        return MessageBlock(
            sequence: sequence, input: input, taking: buffer, messages: moved,
            deliveries: deliveries.isEmpty ? [] : Array(deliveries[range]))
    }
}
