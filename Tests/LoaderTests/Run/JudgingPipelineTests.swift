import Foundation
import Reporting
import Synchronization
import TestSupport
import Testing

@testable import Loader

/// Blocks read on one thread and judged on several.
@Suite struct JudgingPipelineTests {
    /// What came out: a block's number and its tally.
    private struct Outcome {
        var order: [Int] = []
        var read: [Int] = []
        var invalid: [Int] = []
        var unjudged: [Int] = []
        var failure: LoaderError?
    }

    private static func judges(_ count: Int, of source: ScriptedSource) throws -> [Judge] {
        let folder = try ContractFolder()
        let path = try folder.write("contract: c\nversion: 1.0.0\nmessage: {type: object}\n", to: "c.yaml")
        var request = RunRequest(.check, contract: try Contract.load(path: path))
        request.workers = count
        return try AuditRun(request, source: source, keyring: nil).judges
    }

    private static func pipeline(
        _ source: ScriptedSource, judges: Int = 3, capacity: Int = 1_000, maximumMessages: Int? = nil,
        stops: @escaping @Sendable () -> Bool = { false }, isExclusive: @escaping @Sendable () -> Bool = { false }
    ) throws -> JudgingPipeline {
        try JudgingPipeline(
            source: source, judges: Self.judges(judges, of: source), capacity: capacity,
            maximumMessages: maximumMessages, stops: stops, isExclusive: isExclusive)
    }

    /// Everything up to the end.
    private static func drain(_ pipeline: JudgingPipeline) -> Outcome {
        var outcome = Outcome()
        while true {
            switch pipeline.next() {
            case .judged(let judgement):
                outcome.order.append(judgement.judged.block.sequence)
                outcome.read.append(judgement.tally.read)
                outcome.invalid.append(judgement.tally.invalid)
            case .unjudged(let block): outcome.unjudged.append(block.sequence)
            case .idle: break
            case .end(let error):
                outcome.failure = error as? LoaderError
                return outcome
            }
        }
    }

    /// Blocks of very different sizes, whose judging takes very different times.
    private static func blocks(_ count: Int, seed: Int) -> [[String]] {
        var random = SeededRandom(seed)
        return (0..<count).map { _ in
            let size = Int.random(in: 1...4, using: &random) == 1 ? 400 : 3
            return (0..<size).map { $0 % 3 == 2 ? "[\($0)]" : #"{"number": \#($0)}"# }
        }
    }

    @Test("hands blocks out in the order of the input, however many judge", arguments: [1, 2, 5])
    func order(judges: Int) throws {
        let blocks = Self.blocks(200, seed: judges)
        let outcome = Self.drain(try Self.pipeline(ScriptedSource(blocks), judges: judges))
        #expect(outcome.order == Array(0..<200))
        #expect(outcome.read == blocks.map(\.count))
        #expect(outcome.invalid == blocks.map { $0.count / 3 })
        #expect(outcome.unjudged.isEmpty && outcome.failure == nil)
    }

    @Test("reads no further than its capacity while nobody takes what is judged", arguments: [1, 40, 100])
    func bounded(capacity: Int) throws {
        let source = ScriptedSource((0..<500).map { _ in (0..<10).map { _ in "{}" } })
        let pipeline = try Self.pipeline(source, judges: 2, capacity: capacity)
        // One more is read and waits for room.
        let most = max(2 + 1, capacity / 10) + 2
        #expect(eventually { source.handedOut >= most - 2 })
        usleep(100_000)
        #expect(source.handedOut <= most)
        let outcome = Self.drain(pipeline)
        #expect(outcome.order.count == 500)
    }

    @Test("judges so many messages at most, the last block in part", arguments: [1, 10, 25, 30])
    func maximum(count: Int) throws {
        let source = ScriptedSource((0..<3).map { _ in (0..<10).map { _ in "{}" } })
        let outcome = Self.drain(try Self.pipeline(source, maximumMessages: count))
        #expect(outcome.read.reduce(0, +) == count)
        #expect(outcome.read.dropLast().allSatisfy { $0 == 10 })
        #expect(source.handedOut == (count + 9) / 10)
    }

    @Test("tells of an error of the source behind everything that was read before it")
    func failure() throws {
        let error = LoaderError("source.unreadable", .incomplete, "It broke off.")
        let outcome = Self.drain(try Self.pipeline(ScriptedSource(Self.blocks(50, seed: 9), failure: error)))
        #expect(outcome.order == Array(0..<50))
        #expect(outcome.failure == error)
    }

    @Test("an empty source ends at once", arguments: [1, 3])
    func empty(judges: Int) throws {
        let outcome = Self.drain(try Self.pipeline(ScriptedSource([]), judges: judges))
        #expect(outcome.order.isEmpty && outcome.unjudged.isEmpty && outcome.failure == nil)
    }

    @Test("what is read after the run was asked to stop comes back unjudged, behind what was judged")
    func stops() throws {
        let count = Atomic(0)
        let source = ScriptedSource(Self.blocks(30, seed: 4)) { count.add(1, ordering: .relaxed) }
        let pipeline = try Self.pipeline(source) { count.load(ordering: .relaxed) > 12 }
        let outcome = Self.drain(pipeline)
        #expect(outcome.order == Array(0..<12))
        #expect(outcome.unjudged == Array(12..<30))
    }

    @Test("a cancelled pipeline stops its source and hands out what it holds, every block once")
    func cancelled() throws {
        let source = ScriptedSource(Self.blocks(400, seed: 5))
        let pipeline = try Self.pipeline(source, capacity: 100)
        guard case .judged(let first) = pipeline.next() else { return #expect(Bool(false), "nothing was judged") }
        pipeline.cancel()
        let outcome = Self.drain(pipeline)
        #expect(source.isStopped)
        #expect(first.judged.block.sequence == 0)
        #expect((outcome.order + outcome.unjudged).sorted() == Array(1..<source.handedOut))
    }

    @Test("says that it is idle where nothing comes for a while")
    func idle() throws {
        let gate = DispatchSemaphore(value: 0)
        let source = ScriptedSource([["{}"]]) { gate.wait() }
        let pipeline = try Self.pipeline(source)
        guard case .idle = pipeline.next(milliseconds: 20) else { return #expect(Bool(false), "something came") }
        gate.signal()
        gate.signal()
        #expect(Self.drain(pipeline).order == [0])
    }

    @Test("all is judged in order while one judge has to work alone for a time")
    func exclusive() throws {
        let count = Atomic(0)
        let pipeline = try Self.pipeline(ScriptedSource(Self.blocks(150, seed: 6)), judges: 4) {
            false
        } isExclusive: {
            (50..<400).contains(count.add(1, ordering: .relaxed).newValue)
        }
        #expect(Self.drain(pipeline).order == Array(0..<150))
    }
}
