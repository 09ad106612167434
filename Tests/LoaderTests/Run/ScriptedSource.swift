import Synchronization

@testable import Loader

/// A source that hands out given texts, a block each of so many messages.
final class ScriptedSource: MessageSource {
    private struct State {
        var blocks: ArraySlice<[String]>
        var handedOut = 0
        var isStopped = false
    }

    private let state: Mutex<State>
    private let failure: LoaderError?
    private let pause: @Sendable () -> Void

    /// - Parameters:
    ///   - failure: what is thrown behind the last block.
    ///   - pause: done before each block.
    init(_ blocks: [[String]], failure: LoaderError? = nil, pause: @escaping @Sendable () -> Void = {}) {
        state = Mutex(State(blocks: blocks[...]))
        self.failure = failure
        self.pause = pause
    }

    /// The blocks that were taken so far.
    var handedOut: Int { state.withLock { $0.handedOut } }
    var isStopped: Bool { state.withLock { $0.isStopped } }

    var name: String { "script" }
    var inputs: [InputSummary] { [InputSummary(name: name, bytes: 0)] }
    var faults: DeliveryFaults { DeliveryFaults() }
    func acknowledge(_ deliveries: [QueueDelivery]) -> Int { deliveries.count }
    func release(_ deliveries: [QueueDelivery]) {}
    func stop() { state.withLock { $0.isStopped = true } }

    func next() throws -> MessageBlock? {
        pause()
        let next = state.withLock { state -> (Int, [String])? in
            guard !state.isStopped, let texts = state.blocks.popFirst() else { return nil }
            state.handedOut += 1
            return (state.handedOut - 1, texts)
        }
        if let (sequence, texts) = next { return Self.block(texts, sequence: sequence) }
        if let failure, !isStopped { throw failure }
        return nil
    }

    private static func block(_ texts: [String], sequence: Int) -> MessageBlock {
        let buffer = MessageBlock.allocate(texts.reduce(0) { $0 + $1.utf8.count })
        var slices: [MessageSlice] = []
        var offset = 0
        for text in texts {
            let bytes = Array(text.utf8)
            buffer[offset..<offset + bytes.count].copyBytes(from: bytes)
            slices.append(MessageSlice(start: offset, length: bytes.count, offset: offset, line: slices.count + 1))
            offset += bytes.count
        }
        return MessageBlock(sequence: sequence, input: 0, taking: buffer, messages: slices)
    }
}
