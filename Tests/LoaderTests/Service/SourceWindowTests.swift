import TestSupport
import Testing

@testable import Loader

/// Windows over one source: what each hands out, and what it leaves to the next one.
@Suite struct SourceWindowTests {
    private let source = StubServiceSource()
    private let feed: MessageFeed

    init() throws {
        feed = MessageFeed(source, retries: RetryPolicy(attempts: .max, base: 1, cap: 1))
        try feed.start()
    }

    private func window(_ seconds: Double = 60, _ maximum: Int? = nil) throws -> SourceWindow {
        let opened = SourceWindow(of: source, feed: feed, seconds: seconds, maximum: maximum, patience: .seconds(20))
        return try #require(opened)
    }

    private func end() {
        feed.stop()
        feed.finish()
    }

    @Test("A window ends with its messages, to the message; the rest is the next one's, in order")
    func count() throws {
        source.put(["a", "bb", "ccc", "dddd", "eeeee"])
        let first = try window(60, 2)
        #expect(try first.blocks().map(\.texts) == [["a", "bb"]])
        #expect(first.inputs == [InputSummary(name: "sqs:stub", bytes: 3)])
        let second = try window(60, 2)
        #expect(try second.blocks().flatMap(\.texts) == ["ccc", "dddd"])
        #expect(try window(0.05).blocks().flatMap(\.texts) == ["eeeee"])
        end()
        #expect(source.state.read { $0.released }.isEmpty)
    }

    @Test("What waits for a window can be given back before it is in one")
    func givenBack() throws {
        source.put(["a", "b", "c"])
        let first = try window(60, 1)
        #expect(try first.blocks().flatMap(\.texts) == ["a"])
        feed.giveBackWaiting()
        #expect(source.state.read { $0.released.map(\.receiptHandle) } == ["handle-0-1", "handle-0-2"])
        #expect(feed.released == 2)
        source.put(["d"])
        #expect(try window(60, 1).blocks().flatMap(\.texts) == ["d"])
        end()
    }

    @Test("The parts of a block keep each message's delivery and bytes")
    func split() throws {
        let block = StubServiceSource.block(["a", "bb", "", "dddd"], sequence: 7)
        let (first, rest) = block.split(at: 3)
        #expect(first.texts == ["a", "bb", ""])
        #expect(first.deliveries.map(\.receiptHandle) == ["handle-7-0", "handle-7-1", "handle-7-2"])
        #expect(rest?.texts == ["dddd"])
        #expect(rest?.deliveries.map(\.receiptHandle) == ["handle-7-3"])
        for part in [first, try #require(rest)] {
            let used = part.bytes.count - MessageBlock.padding
            #expect(part.bytes[used...].allSatisfy { $0 == 0 })
        }
        let (whole, none) = block.split(at: 4)
        #expect(whole === block)
        #expect(none == nil)
    }

    @Test("A window ends with its time, and what comes then is the next one's")
    func time() throws {
        source.put(["early"])
        let one = try window(0.05)
        #expect(try one.blocks().flatMap(\.texts) == ["early"])
        source.put(["late"])
        #expect(feed.waitForMessages(milliseconds: 20_000))
        #expect(try one.next() == nil)
        #expect(try window().next()?.texts == ["late"])
        end()
    }

    @Test("No window opens while there is no message, and one always has its first messages, however late it is read")
    func firstMessages() throws {
        #expect(SourceWindow(of: source, feed: feed, seconds: 60, maximum: nil, patience: .milliseconds(20)) == nil)
        source.put(["a", "b"])
        let one = try window(0.001)
        RetryPolicy.wait(5)
        one.stop()
        #expect(try one.blocks().flatMap(\.texts) == ["a", "b"])
        end()
        #expect(SourceWindow(of: source, feed: feed, seconds: 60, maximum: nil) == nil)
    }

    @Test("A window that was never read leaves its first messages to the next one, in order")
    func unread() throws {
        source.put(["a", "b", "c"])
        try window(60, 2).close()
        #expect(try window(0.05).blocks().flatMap(\.texts) == ["a", "b", "c"])
        end()
        #expect(feed.released == 0)
    }

    @Test("Stopping a window wakes it, and ends neither the feed nor the source")
    func stop() throws {
        source.put(["first"])
        let stopped = try window()
        #expect(try stopped.next()?.texts == ["first"])
        let thread = try WorkerThread { stopped.stop() }
        #expect(try stopped.next() == nil)
        thread.join()
        #expect(source.state.read { !$0.isStopped })
        source.put(["x"])
        #expect(try window().next()?.texts == ["x"])
        end()
    }

    @Test("Messages are acknowledged and released through the window")
    func settling() throws {
        source.put(["a", "b"])
        let one = try window()
        let block = try #require(try one.next())
        #expect(try one.acknowledge([block.deliveries[0]]) == 1)
        try one.release([block.deliveries[1]])
        #expect(source.state.read { $0.acknowledged } == 1)
        #expect(source.state.read { $0.released } == [block.deliveries[1]])
        end()
    }

    @Test("When the feed is stopped, what no window took goes back and is counted")
    func giveBack() throws {
        for number in 0..<4 { source.put(["\(number)", "again \(number)"]) }
        #expect(feed.waitForMessages(milliseconds: 10_000))
        let one = try window(60, 1)
        #expect(try one.next()?.texts == ["0"])
        end()
        #expect(feed.released == 7)
        #expect(source.state.read { $0.released.count } == 7)
        #expect(!feed.waitForMessages(milliseconds: 0))
    }

    @Test("An outage of the queue is told, and the source is begun again until messages come")
    func outage() throws {
        source.put(["before"])
        source.fail(LoaderError("queue.unavailable", .incomplete, "away"))
        let one = try window(60, 2)
        #expect(try one.next()?.texts == ["before"])
        source.state.wait(milliseconds: 10_000) { $0.restarts > 0 ? () : nil }
        #expect(feed.outage?.code == "queue.unavailable")
        #expect(feed.refusal == nil)
        source.state.update { $0.answers += 1 }
        #expect(feed.outage == nil)
        source.put(["after"])
        #expect(try one.next()?.texts == ["after"])
        end()
    }

    @Test("What only the owner can mend ends the feed")
    func refusal() throws {
        source.fail(LoaderError("credentials.missing", .configuration, "none"))
        #expect(SourceWindow(of: source, feed: feed, seconds: 60, maximum: nil, patience: .milliseconds(200)) == nil)
        #expect(feed.refusal?.code == "credentials.missing")
        #expect(source.state.read { $0.restarts } == 0)
        end()
    }
}
