import Synchronization
import TestSupport
import Testing

@testable import Loader

@Suite("Blocks of a queue's messages")
struct SQSBlockTests {
    /// A server that hands out so many messages of one size, ten at a time, and then none.
    private static func server(_ count: Int, size: Int) throws -> StubServer {
        let left = Mutex(count)
        return try StubServer { request, _ in
            guard request.action == "ReceiveMessage" else { return .json(#"{"Successful": []}"#) }
            let numbers = left.withLock { left in
                let taken = min(10, left)
                left -= taken
                return (left..<left + taken)
            }
            let messages = numbers.map { number in
                let body = "\(number)" + String(repeating: ".", count: size - "\(number)".utf8.count)
                return #"{"MessageId": "\#(number)", "ReceiptHandle": "h\#(number)", "Body": "\#(body)"}"#
            }
            return .json(#"{"Messages": [\#(messages.joined(separator: ","))]}"#)
        }
    }

    private static func blocks(_ count: Int, size: Int) throws -> [MessageBlock] {
        var options = SQSSourceOptions()
        options.idleSeconds = 0.1
        let server = try server(count, size: size)
        let source = try SQSSource(location: server.location(), options: options, environment: AWSEnvironment([:]))
        return try source.blocks()
    }

    @Test("a block holds no more than 1,000 messages and no more than 1 MiB", arguments: [(2_345, 20), (300, 50_000)])
    func limits(count: Int, size: Int) throws {
        let blocks = try Self.blocks(count, size: size)
        #expect(blocks.allSatisfy { $0.messages.count <= 1_000 && $0.messages.count * size <= 1 << 20 })
        #expect(blocks.allSatisfy { $0.deliveries.count == $0.messages.count })
        #expect(blocks.map(\.sequence) == Array(blocks.indices))
        let numbers = blocks.flatMap(\.texts).map { Int($0.prefix { $0 != "." }) }
        #expect(Set(numbers) == Set((0..<count).map(Optional.init)))
        #expect(numbers.count == count)
    }

    @Test("one response that is larger than a block is handed out whole")
    func large() throws {
        let blocks = try Self.blocks(10, size: 300_000)
        #expect(blocks.map(\.messages.count) == [10])
    }

    @Test("slices, deliveries and the padding of a merged block are in their places")
    func merging() throws {
        let parts = [["a", "", "ccc"], [], ["dddd"]]
        let batches = parts.map { bodies in
            var batch = ReceivedBatch()
            for body in bodies {
                let delivery = QueueDelivery(messageID: MessageID(queueID: body), receiptHandle: body)
                Array(body.utf8).withUnsafeBytes {
                    batch.append(body: $0, checksum: nil as [UInt8]?, delivery: delivery, limit: 3)
                }
            }
            return batch
        }
        let block = MessageBlock(sequence: 7, merging: batches)
        #expect(block.sequence == 7)
        #expect(block.texts == ["a", "", "ccc", "ddd"])
        #expect(block.messages.map(\.start) == [0, 1, 1, 4])
        #expect(block.messages.map(\.problem) == [nil, nil, nil, .tooLarge(length: 4)])
        #expect(block.messages.allSatisfy { $0.line == 1 && $0.column == 1 && $0.offset == 0 })
        #expect(block.deliveries.map(\.receiptHandle) == ["a", "", "ccc", "dddd"])
        #expect(block.bytes.count == 7 + MessageBlock.padding)
        #expect(block.bytes[7...].allSatisfy { $0 == 0 })
    }

    @Test("corrupt messages leave the others' places as they are")
    func corrupt() {
        var batch = ReceivedBatch()
        for (body, checksum) in [("x", "00"), ("hello", "5d41402abc4b2a76b9719d911017c592"), ("y", "")] {
            let delivery = QueueDelivery(messageID: MessageID(queueID: body), receiptHandle: body)
            Array(body.utf8).withUnsafeBytes {
                batch.append(body: $0, checksum: Array(checksum.utf8), delivery: delivery, limit: 100)
            }
        }
        #expect(batch.removeCorrupt(keepingOrder: false).map(\.delivery.receiptHandle) == ["x", "y"])
        #expect(MessageBlock(sequence: 0, merging: [batch]).texts == ["hello"])
        #expect(batch.removeCorrupt(keepingOrder: false).isEmpty)
    }

    @Test("where an order counts, what stands behind a corrupt message in its group waits for it")
    func corruptInOrder() {
        var batch = ReceivedBatch()
        for (name, group, isIntact) in [
            ("a1", "a", true), ("b1", "b", true), ("a2", "a", false), ("b2", "b", true), ("a3", "a", true),
            ("a4", "a", false),
        ] {
            let checksum = isIntact ? MD5Digest.hexadecimal(of: Array(name.utf8)) : "00"
            let delivery = QueueDelivery(messageID: MessageID(queueID: name), receiptHandle: name, group: group)
            Array(name.utf8).withUnsafeBytes {
                batch.append(body: $0, checksum: Array(checksum.utf8), delivery: delivery, limit: 100)
            }
        }
        let removed = batch.removeCorrupt(keepingOrder: true)
        #expect(removed.map(\.delivery.receiptHandle) == ["a2", "a3", "a4"])
        #expect(removed.map(\.isDamaged) == [true, false, true])
        #expect(MessageBlock(sequence: 0, merging: [batch]).texts == ["a1", "b1", "b2"])
    }
}
