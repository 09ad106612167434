import Synchronization

@testable import Loader

/// A queue in memory that hands out what a test puts into it.
final class StubServiceSource: ServiceSource {
    struct State {
        var blocks: [MessageBlock] = []
        var error: LoaderError?
        var isStopped = false
        var isPaused = false
        var restarts = 0
        var acknowledged = 0
        var released: [QueueDelivery] = []
        var statistics = SQSStatistics()
        var answers = 0
        var sequence = 0
    }

    let state = Monitor(State())
    var name: String { "sqs:stub" }
    var inputs: [InputSummary] { [InputSummary(name: name, bytes: 0)] }
    var statistics: SQSStatistics { state.read { $0.statistics } }
    var answers: Int { state.read { $0.answers } }
    var inWork: (messages: Int, oldestSentAt: Int64?) { (0, nil) }

    /// Messages that come as one block.
    func put(_ bodies: [String]) {
        state.update { state in
            state.blocks.append(Self.block(bodies, sequence: state.sequence))
            state.sequence += 1
        }
    }

    /// Has `next` throw once, after what was put before.
    func fail(_ error: LoaderError) { state.update { $0.error = error } }

    func next() throws -> MessageBlock? {
        let found = state.wait { state -> Result<MessageBlock?, LoaderError>? in
            if !state.blocks.isEmpty { return .success(state.blocks.removeFirst()) }
            if state.isStopped { return .success(nil) }
            return state.error.map { .failure($0) }
        }
        return try found?.get()
    }

    func acknowledge(_ deliveries: [QueueDelivery]) throws -> Int {
        state.update { $0.acknowledged += deliveries.count }
        return deliveries.count
    }

    func release(_ deliveries: [QueueDelivery]) throws { state.update { $0.released += deliveries } }
    func stop() { state.update { $0.isStopped = true } }
    func pause() { state.update { $0.isPaused = true } }
    func resume() { state.update { $0.isPaused = false } }
    let keepsOrder = false
    func releaseAll() throws {}

    func restart() throws {
        state.update { state in
            state.restarts += 1
            state.error = nil
        }
    }

    /// A block as a queue hands it out.
    static func block(_ bodies: [String], sequence: Int = 0) -> MessageBlock {
        var batch = ReceivedBatch()
        for (index, body) in bodies.enumerated() {
            let id = MessageID(high: UInt64(sequence), low: UInt64(index))
            Array(body.utf8).withUnsafeBytes { bytes in
                batch.append(
                    body: bytes, checksum: nil as [UInt8]?,
                    delivery: QueueDelivery(messageID: id, receiptHandle: "handle-\(sequence)-\(index)"), limit: 1_000)
            }
        }
        return MessageBlock(sequence: sequence, merging: [batch])
    }
}
