import Foundation
import Loader

/// A queue of a test's own.
public struct TestQueue: Sendable {
    /// Where it is.
    public let location: QueueLocation
    private let queue: SQSQueue

    /// Makes an empty queue with a name of its own; `attributes` are SQS's.
    public init(on server: SQSServer, isFIFO: Bool = false, attributes: [String: String] = [:]) throws {
        location = try server.location("test-\(UUID().uuidString)\(isFIFO ? ".fifo" : "")")
        queue = try SQSQueue(location, environment: AWSEnvironment([:]))
        try queue.create(attributes: isFIFO ? attributes.merging(["FifoQueue": "true"]) { own, _ in own } : attributes)
    }

    /// Sends these bodies, in order; a group for a FIFO queue.
    public func send(_ bodies: [String], group: String? = nil) throws { try queue.send(bodies, group: group) }

    /// The queue's own counts.
    public func attributes() throws -> SQSQueue.Attributes { try queue.attributes() }

    /// A source of the queue without any AWS configuration: short waits, so that a test does not wait for long.
    public func source(_ configure: (inout SQSSourceOptions) -> Void = { _ in }) throws -> SQSSource {
        var options = SQSSourceOptions()
        options.waitSeconds = 1
        options.idleSeconds = 1
        configure(&options)
        return try SQSSource(location: location, options: options, environment: AWSEnvironment([:]))
    }
}

extension MessageSource {
    /// The blocks up to the end.
    public func blocks() throws -> [MessageBlock] {
        var blocks: [MessageBlock] = []
        while let block = try next() { blocks.append(block) }
        return blocks
    }
}

extension MessageBlock {
    /// The messages as texts.
    public var texts: [String] { messages.map { String(decoding: bytes(of: $0), as: UTF8.self) } }
}
