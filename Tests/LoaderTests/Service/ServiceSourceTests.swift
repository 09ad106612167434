import Synchronization
import Testing

@testable import Loader

/// What a service asks of its queue beside reading it.
@Suite struct ServiceSourceTests {
    /// A queue whose server answers with errors as long as it is told to.
    private final class Queue: Sendable {
        struct State {
            var isAway = false
            var sent = 0
            var receives = 0
            var visible: [String] = []
        }
        let state = Mutex(State())

        func answer(_ request: StubRequest) -> StubResponse {
            switch request.action {
            case "ReceiveMessage": receive()
            case "ChangeMessageVisibilityBatch": change(request.body)
            default: .json(#"{"Successful":[{"Id":"0"}]}"#)
            }
        }

        private func receive() -> StubResponse {
            let (isAway, number) = state.withLock { state in
                state.receives += 1
                state.sent += state.isAway ? 0 : 1
                return (state.isAway, state.sent)
            }
            RetryPolicy.wait(5)
            if isAway { return .fault("ServiceUnavailable", status: 503) }
            let attributes = #""Attributes":{"SentTimestamp":"\#(1_700_000_000_000 + number)"}"#
            return .json(
                #"{"Messages":[{"MessageId":"m\#(number)","ReceiptHandle":"h\#(number)","Body":"b",\#(attributes)}]}"#)
        }

        private func change(_ body: String) -> StubResponse {
            let handles = body.split(separator: #""ReceiptHandle":""#).dropFirst().map {
                String($0.prefix { $0 != "\"" })
            }
            state.withLock { $0.visible += handles }
            let done = handles.indices.map { #"{"Id":"\#($0)"}"# }.joined(separator: ",")
            return .json(#"{"Successful":[\#(done)]}"#)
        }
    }

    private let queue = Queue()
    private let server: StubServer
    private let source: SQSSource

    init() throws {
        server = try StubServer { [queue] request, _ in queue.answer(request) }
        var options = SQSSourceOptions()
        options.receivers = 2
        options.waitSeconds = 1
        options.retries = RetryPolicy(attempts: 3, base: 1, cap: 2)
        source = try SQSSource(location: server.location(), options: options, environment: AWSEnvironment([:]))
    }

    @Test("After an outage the source is begun again, as often as it takes, and keeps what is in work")
    func restart() throws {
        for _ in 0..<2 {
            #expect(try source.next() != nil)
            queue.state.withLock { $0.isAway = true }
            #expect(throws: LoaderError.self) { while try source.next() != nil {} }
            let inWork = source.inWork.messages
            #expect(inWork > 0)
            #expect(source.statistics.retries >= 2)
            // Still away: it fails again.
            try source.restart()
            #expect(throws: LoaderError.self) { while try source.next() != nil {} }
            queue.state.withLock { $0.isAway = false }
            let answers = source.answers
            try source.restart()
            #expect(try source.next() != nil)
            #expect(source.answers > answers)
            #expect(source.inWork.messages > inWork)
        }
        source.stop()
        while try source.next() != nil {}
        try source.restart()
        #expect(try source.next() == nil)
        try source.releaseAll()
    }

    @Test("A paused source asks the queue for nothing until it is resumed")
    func pause() throws {
        _ = try source.next()
        source.pause()
        RetryPolicy.wait(200)
        let before = queue.state.withLock { $0.receives }
        RetryPolicy.wait(300)
        #expect(queue.state.withLock { $0.receives } == before)
        source.resume()
        RetryPolicy.wait(300)
        #expect(queue.state.withLock { $0.receives } > before)
        source.stop()
        while try source.next() != nil {}
        try source.releaseAll()
    }

    @Test("All that is in work is made visible at once; nothing is released a second time")
    func releaseAll() throws {
        let block = try #require(try source.next())
        #expect(source.inWork.oldestSentAt == 1_700_000_000_001)
        source.stop()
        while try source.next() != nil {}
        try source.releaseAll()
        #expect(source.inWork.messages == 0)
        let visible = queue.state.withLock { $0.visible }
        #expect(Set(visible).count == queue.state.withLock { $0.sent })
        try source.release(block.deliveries)
        #expect(queue.state.withLock { $0.visible } == visible)
    }
}
