import Testing

@testable import Loader

/// When a service receives nothing.
@Suite struct ReceivingHoldsTests {
    private let source = StubServiceSource()

    private var isPaused: Bool { source.state.read { $0.isPaused } }

    @Test("Receiving goes on when the last reason is gone, in whatever order they go, however often they are told")
    func reasons() {
        let holds = ReceivingHolds(source)
        holds.set(.database, false)
        #expect(!isPaused)
        holds.set(.batch, true)
        holds.set(.database, true)
        holds.set(.database, true)
        #expect(isPaused)
        holds.set(.database, false)
        #expect(isPaused)
        holds.set(.failure, true)
        holds.set(.batch, false)
        #expect(isPaused)
        holds.set(.failure, false)
        #expect(!isPaused)
    }

    @Test("A window whose batch waits holds the source up, and lets it go when it ends")
    func window() throws {
        let feed = MessageFeed(source)
        try feed.start()
        source.put(["a"])
        let opened = SourceWindow(
            of: source, feed: feed, seconds: 60, maximum: nil, patience: .seconds(20), holds: ReceivingHolds(source))
        let window = try #require(opened)
        window.pause()
        #expect(isPaused)
        window.close()
        #expect(!isPaused)
        feed.stop()
        feed.finish()
    }
}
