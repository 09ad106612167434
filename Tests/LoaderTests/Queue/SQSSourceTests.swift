import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Loader

@Suite("A source of an SQS queue, on real servers")
struct SQSSourceTests {
    static func bodies(_ count: Int) -> [String] { (0..<count).map { #"{"n": \#($0), "ä": "\"<&>\u{1F600}"}"# } }

    @Test("what is sent is received with its delivery and deleted", arguments: SQSServer.Kind.allCases)
    func receiveAndDelete(kind: SQSServer.Kind) throws {
        let queue = try TestQueue(on: SQSServer.shared(kind))
        try queue.send(Self.bodies(25))
        let source = try queue.source()
        let blocks = try source.blocks()
        #expect(blocks.map(\.sequence) == Array(0..<blocks.count))
        #expect(Set(blocks.flatMap(\.texts)) == Set(Self.bodies(25)))
        let deliveries = blocks.flatMap(\.deliveries)
        #expect(deliveries.allSatisfy { $0.receiveCount >= 1 && ($0.sentAt ?? 0) > 1_600_000_000_000 })
        #expect(Set(deliveries.map(\.messageID)).count == 25)
        #expect(try source.acknowledge(deliveries) == deliveries.count)
        let left = try queue.attributes()
        #expect(left.visible + left.inFlight == 0)
        #expect(source.statistics.deleted == deliveries.count)
        #expect(source.inputs.map(\.bytes) == [blocks.flatMap(\.messages).reduce(0) { $0 + $1.length }])
    }

    @Test("the Query protocol does the same", arguments: SQSServer.Kind.allCases)
    func queryProtocol(kind: SQSServer.Kind) throws {
        let queue = try TestQueue(on: SQSServer.shared(kind))
        try queue.send(Self.bodies(25))
        let source = try queue.source()
        source.core.connection.wireProtocol.store(.query, ordering: .relaxed)
        let blocks = try source.blocks()
        #expect(Set(blocks.flatMap(\.texts)) == Set(Self.bodies(25)))
        let deliveries = blocks.flatMap(\.deliveries)
        #expect(deliveries.allSatisfy { ($0.sentAt ?? 0) > 1_600_000_000_000 })
        try source.release(Array(deliveries.prefix(3)))
        #expect(try queue.attributes().visible == 3)
        #expect(try source.acknowledge(Array(deliveries.dropFirst(3))) == deliveries.count - 3)
        #expect(source.statistics.corrupt == 0)
        #expect(source.core.connection.wireProtocol.load(ordering: .relaxed) == .query)
    }

    @Test("LocalStack, where an endpoint of one is given, does the same", .enabled(if: SQSServer.localStack != nil))
    func localStack() throws {
        let queue = try TestQueue(on: try #require(SQSServer.localStack))
        try queue.send(Self.bodies(25))
        let source = try queue.source()
        let blocks = try source.blocks()
        #expect(Set(blocks.flatMap(\.texts)) == Set(Self.bodies(25)))
        let deliveries = blocks.flatMap(\.deliveries)
        #expect(try source.acknowledge(deliveries) == deliveries.count)
    }

    @Test("a queue that stays empty ends a drain without a block")
    func emptyQueue() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        let source = try queue.source()
        #expect(try source.next() == nil)
        #expect(try source.next() == nil)
        #expect(source.statistics == SQSStatistics())
    }

    @Test("released messages are visible at once and come again", arguments: SQSServer.Kind.allCases)
    func release(kind: SQSServer.Kind) throws {
        let queue = try TestQueue(on: SQSServer.shared(kind))
        try queue.send(Self.bodies(12))
        let first = try queue.source()
        try first.release(first.blocks().flatMap(\.deliveries))
        #expect(first.statistics.released >= 12)
        let second = try queue.source()
        let again = try second.blocks()
        #expect(Set(again.flatMap(\.texts)) == Set(Self.bodies(12)))
        #expect(again.flatMap(\.deliveries).allSatisfy { $0.receiveCount >= 2 })
    }

    @Test("messages in work stay hidden from others for longer than their first timeout")
    func heartbeat() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        try queue.send(Self.bodies(5))
        let first = try queue.source { $0.visibilityTimeout = 2 }
        let held = try first.blocks().flatMap(\.deliveries)
        #expect(held.count == 5)
        // Three timeouts long a second consumer asks for them.
        let second = try queue.source { $0.idleSeconds = 6 }
        #expect(try second.blocks().isEmpty)
        #expect(first.statistics.extended >= 5)
        #expect(try first.acknowledge(held) == 5)
    }

    @Test("the messages of an owner that is gone come again by themselves")
    func abandoned() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        try queue.send(Self.bodies(3))
        #expect(try queue.source { $0.visibilityTimeout = 2 }.blocks().flatMap(\.texts).count == 3)
        let second = try queue.source { $0.idleSeconds = 5 }
        #expect(try Set(second.blocks().flatMap(\.texts)) == Set(Self.bodies(3)))
    }

    @Test("a stop leaves nothing hidden: what came is handed out or released")
    func stop() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        try queue.send(Self.bodies(500))
        let source = try queue.source { options in
            options.idleSeconds = nil
            options.waitSeconds = 3
        }
        let first = try #require(try source.next())
        source.stop()
        let rest = try source.blocks()
        try source.release(([first] + rest).flatMap(\.deliveries))
        let left = try queue.attributes()
        #expect(left.visible == 500)
        #expect(left.inFlight == 0)
    }

    @Test("a stop while the queue is empty ends a wait that has no end of its own")
    func stopWhileWaiting() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        let source = try queue.source { $0.idleSeconds = nil }
        let stopper = Thread { source.stop() }
        stopper.start()
        #expect(try source.next() == nil)
    }

    @Test("no more messages are taken than are asked for", arguments: [1, 7, 10, 23])
    func maximum(count: Int) throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        try queue.send(Self.bodies(30))
        let source = try queue.source { $0.maxMessages = count }
        #expect(try source.blocks().flatMap(\.texts).count == count)
        #expect(try queue.attributes().inFlight == count)
    }

    @Test("receiving pauses while too many messages are unprocessed, and goes on afterwards")
    func backPressure() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        try queue.send(Self.bodies(200))
        let source = try queue.source { options in
            options.maxUnprocessed = 20
            options.receivers = 2
        }
        var count = 0
        while let block = try source.next() {
            #expect(try queue.attributes().inFlight <= 40)
            count += try source.acknowledge(block.deliveries)
        }
        #expect(count == 200)
    }

    @Test("an oversize body is cut short and says how long it was")
    func oversize() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack))
        try queue.send([String(repeating: "x", count: 1_000), "small"])
        let source = try queue.source { $0.maxMessageBytes = 100 }
        let messages = try source.blocks().flatMap(\.messages).sorted { $0.length > $1.length }
        #expect(messages.map(\.length) == [100, 5])
        #expect(messages.map(\.problem) == [.tooLarge(length: 1_000), nil])
    }

    @Test("a FIFO queue's messages come in their order, and again in it after a release")
    func order() throws {
        let queue = try TestQueue(on: SQSServer.shared(.ministack), isFIFO: true)
        try queue.send(Self.bodies(40), group: "g")
        let first = try queue.source { $0.maxMessages = 10 }
        let blocks = try first.blocks()
        #expect(blocks.flatMap(\.texts) == Array(Self.bodies(40).prefix(10)))
        #expect(blocks.flatMap(\.deliveries).allSatisfy { $0.group == "g" })
        try first.release(blocks.flatMap(\.deliveries))
        let second = try queue.source()
        var texts: [String] = []
        while let block = try second.next() {
            texts += block.texts
            #expect(try second.acknowledge(block.deliveries) == block.deliveries.count)
        }
        #expect(texts == Self.bodies(40))
    }

    @Test("two sources at once on a server that hands out doubles lose nothing")
    func twoConsumers() throws {
        let queue = try TestQueue(on: SQSServer.shared(.moto))
        try queue.send(Self.bodies(500))
        // This server changes its list without a lock: of two deletions at once one may be forgotten, and the message
        // comes again when it is no longer hidden. The queue is empty when nothing came for longer than that.
        let consumers = try (0..<2).map { _ in
            Consumer(
                try queue.source { options in
                    options.visibilityTimeout = 3
                    options.idleSeconds = 8
                })
        }
        for consumer in consumers { consumer.start() }
        let texts = try consumers.map { try $0.result() }
        #expect(texts[0].union(texts[1]) == Set(Self.bodies(500)))
        let left = try queue.attributes()
        #expect(left.visible + left.inFlight == 0)
    }

    @Test("a queue that is not there is named in the error")
    func missing() throws {
        let location = try SQSServer.shared(.ministack).location("nowhere")
        let source = try SQSSource(location: location, environment: AWSEnvironment([:]))
        let error = try #require(throws: LoaderError.self) { try source.next() }
        #expect(error.code == "queue.missing")
        #expect(error.message == "There is no queue \(location).")
        #expect(!error.remedy.isEmpty)
    }

    @Test("a name is resolved by the configured endpoint")
    func byName() throws {
        let server = try SQSServer.shared(.ministack)
        let queue = try TestQueue(on: server)
        try queue.send(["hello"])
        let location = try QueueLocation("sqs:\(queue.location.queueName)")
        var options = SQSSourceOptions()
        options.idleSeconds = 1
        let environment = AWSEnvironment(["AWS_ENDPOINT_URL_SQS": "http://\(server.authority)"])
        let source = try SQSSource(location: location, options: options, environment: environment)
        #expect(try source.blocks().flatMap(\.texts) == ["hello"])
    }

    /// A thread that drains a source.
    private final class Consumer: @unchecked Sendable {
        private let source: SQSSource
        private let done = DispatchSemaphore(value: 0)
        private var outcome: Result<Set<String>, any Error> = .success([])

        init(_ source: SQSSource) { self.source = source }

        func start() {
            Thread {
                self.outcome = Result {
                    var texts: Set<String> = []
                    while let block = try self.source.next() {
                        texts.formUnion(block.texts)
                        _ = try self.source.acknowledge(block.deliveries)
                    }
                    return texts
                }
                self.done.signal()
            }.start()
        }

        func result() throws -> Set<String> {
            done.wait()
            return try outcome.get()
        }
    }
}
