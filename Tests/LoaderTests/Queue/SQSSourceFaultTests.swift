import Synchronization
import TestSupport
import Testing

@testable import Loader

@Suite("A source of a queue that misbehaves")
struct SQSSourceFaultTests {
    private func source(
        _ server: StubServer, configure: (inout SQSSourceOptions) -> Void = { _ in }
    ) throws -> SQSSource {
        var options = SQSSourceOptions()
        options.waitSeconds = 1
        options.idleSeconds = 0.2
        options.retries = RetryPolicy(attempts: 4, base: 1, cap: 2)
        configure(&options)
        return try SQSSource(location: server.location(), options: options, environment: AWSEnvironment([:]))
    }

    private static let bodies = (0..<25).map { "m\($0)" }

    @Test("deletions that fail for the moment are asked for again, others are not and do not count")
    func partialFailures() throws {
        let queue = FaultyQueue(
            Self.bodies,
            refusal: { handle, count in
                switch handle {
                case "m3": #""Code":"InternalError","SenderFault":false"#
                case "m7": count < 3 ? #""Code":"ServiceUnavailable","SenderFault":false"# : nil
                case "m9": #""Code":"ReceiptHandleIsInvalid","SenderFault":true"#
                default: nil
                }
            })
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server)
        let deliveries = try source.blocks().flatMap(\.deliveries)
        #expect(try source.acknowledge(deliveries) == 23)
        let deletions = queue.state.withLock { $0.deletions }
        #expect(deletions["m3"] == 4)
        #expect(deletions["m7"] == 3)
        #expect(deletions["m9"] == 1)
        #expect(deletions["m0"] == 1)
        #expect(source.statistics.deleted == 23)
        #expect(source.statistics.undeleted == 2)
    }

    @Test("a message that comes again behind a stop while it is in work is settled with that, by its newest receipt")
    func repeatedAfterStop() throws {
        let isStopped = Monitor(false)
        let calls = Mutex<(receives: Int, deleted: [String], shown: [String])>((0, [], []))
        let server = try StubServer { request, _ in
            let handle = ["h1", "h2"].filter { request.body.contains("\"\($0)\"") }
            switch request.action {
            case "ReceiveMessage":
                let number = calls.withLock { calls in
                    calls.receives += 1
                    return calls.receives
                }
                if number > 1 { _ = isStopped.wait(milliseconds: 10_000) { $0 ? () : nil } }
                return .json(#"{"Messages":[{"MessageId":"m","ReceiptHandle":"h\#(min(2, number))","Body":"b"}]}"#)
            case "DeleteMessageBatch": calls.withLock { $0.deleted += handle }
            default: calls.withLock { $0.shown += handle }
            }
            return .json(#"{"Successful":[{"Id":"0"}]}"#)
        }
        let source = try source(server) {
            $0.receivers = 1
            $0.idleSeconds = nil
        }
        let block = try #require(try source.next())
        // The second poll is under way when the stop comes.
        while calls.withLock({ $0.receives }) < 2 { RetryPolicy.wait(5) }
        source.stop()
        isStopped.update { $0 = true }
        #expect(try source.next() == nil)
        #expect(calls.withLock { $0.shown } == [])
        #expect(try source.acknowledge(block.deliveries) == 1)
        #expect(calls.withLock { $0.deleted } == ["h2"])
    }

    @Test("a body that differs from its checksum is given back, counted, and taken when it is right")
    func wrongChecksum() throws {
        let times = Mutex(0)
        let queue = FaultyQueue(
            Self.bodies,
            checksum: { body in
                guard body == "m5" else { return nil }
                return times.withLock { times in
                    times += 1
                    return times < 3 ? "ffffffffffffffffffffffffffffffff" : nil
                }
            })
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server) { $0.idleSeconds = 2 }
        let texts = try source.blocks().flatMap(\.texts)
        #expect(texts.sorted() == Self.bodies.sorted())
        #expect(source.statistics.corrupt == 2)
        #expect(source.statistics.received == 25)
        #expect(queue.state.withLock { $0.released } == ["m5", "m5"])
    }

    @Test("a body that is never right is never handed out nor deleted, and does not keep a drain from ending")
    func hopelessChecksum() throws {
        let queue = FaultyQueue(
            ["bad"], checksum: { _ in "ffffffffffffffffffffffffffffffff" })
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server) { options in
            options.receivers = 1
            options.idleSeconds = 1
        }
        #expect(try source.blocks().isEmpty)
        #expect(source.statistics.corrupt >= 1)
        #expect(queue.state.withLock { $0.deletions }.isEmpty)
    }

    @Test("a body that is never right stays hidden after a few times, so that a service does not turn in circles")
    func hopelessChecksumForEver() throws {
        let queue = FaultyQueue(["bad", "good"], checksum: { $0 == "bad" ? "ffffffffffffffffffffffffffffffff" : nil })
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server) { $0.idleSeconds = 4 }
        #expect(try source.blocks().flatMap(\.texts) == ["good"])
        #expect(source.statistics.corrupt == 4)
        #expect(queue.state.withLock { $0.released } == ["bad", "bad", "bad"])
        #expect(source.faults == DeliveryFaults(damaged: 1, repeated: 0))
    }

    @Test("nothing is asked for while the source is paused, what is in work stays hidden, and a drain does not end")
    func paused() throws {
        let queue = FaultyQueue(Self.bodies)
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server) { options in
            options.receivers = 1
            options.visibilityTimeout = 1
            options.idleSeconds = 1
        }
        let first = try #require(try source.next())
        source.pause()
        // The poll in flight may still bring something; none begins behind it.
        RetryPolicy.wait(300)
        let polls = server.requests.count { $0.action == "ReceiveMessage" }
        RetryPolicy.wait(1_500)
        #expect(server.requests.count { $0.action == "ReceiveMessage" } == polls)
        #expect(queue.state.withLock { $0.extended.contains(first.deliveries[0].receiptHandle) })
        queue.state.withLock { $0.waiting.append("late") }
        source.resume()
        let texts = first.texts + (try source.blocks().flatMap(\.texts))
        #expect(texts.sorted() == (Self.bodies + ["late"]).sorted())
    }

    @Test("what waits is bounded by its size, and large messages are asked for a few at a time")
    func boundedBytes() throws {
        let body = String(repeating: "x", count: 400_000)
        let queue = FaultyQueue((0..<200).map { "m\($0)" }, body: { _ in body })
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server)
        var deliveries = try #require(try source.next()).deliveries
        // Nobody takes more: the polls stop by themselves.
        var polls = -1
        while polls != server.requests.count {
            polls = server.requests.count
            RetryPolicy.wait(500)
        }
        #expect(source.statistics.received < 120)
        #expect(try #require(server.requests.last).body.contains(#""MaxNumberOfMessages":5"#))
        deliveries += try source.blocks().flatMap(\.deliveries)
        #expect(deliveries.count == 200)
    }

    @Test("a source that is stopped while it is paused ends")
    func stoppedWhilePaused() throws {
        let queue = FaultyQueue(["one"])
        let server = try StubServer { request, _ in queue.answer(request) }
        let source = try source(server) { $0.idleSeconds = nil }
        _ = try source.next()
        source.pause()
        source.stop()
        #expect(try source.blocks().isEmpty)
    }

    @Test("a message that comes again while it is in work is deleted by its newest handle, once")
    func redelivered() throws {
        let server = try StubServer { request, number in
            guard request.action == "ReceiveMessage" else {
                return .json(#"{"Successful": [{"Id": "0"}], "Failed": []}"#)
            }
            guard number < 2 else { return .json("{}") }
            let message = #"{"MessageId": "\#(SQSClientTests.id)", "ReceiptHandle": "handle-\#(number)", "Body": "x"}"#
            return .json(#"{"Messages": [\#(message)]}"#)
        }
        let source = try source(server) { $0.receivers = 1 }
        let deliveries = try source.blocks().flatMap(\.deliveries)
        #expect(deliveries.map(\.receiptHandle) == ["handle-0", "handle-1"])
        #expect(source.faults == DeliveryFaults(damaged: 0, repeated: 1))
        #expect(try source.acknowledge(deliveries) == 2)
        let deletions = server.requests.filter { $0.action == "DeleteMessageBatch" }
        #expect(deletions.count == 1)
        #expect(deletions.first?.body.contains(#""ReceiptHandle":"handle-1""#) == true)
    }

    @Test("a message that came twice and was deleted with its first delivery counts as deleted with its second")
    func redeliveredBehindBatch() throws {
        let deleted = Mutex<Set<String>>([])
        let server = try StubServer { request, number in
            guard request.action == "ReceiveMessage" else {
                // A queue that is strict about receipts: each is good once.
                let handle = request.body.contains("handle-1") ? "handle-1" : "handle-0"
                let isNew = deleted.withLock { $0.insert("message").inserted }
                return .json(
                    isNew && handle == "handle-1"
                        ? #"{"Successful": [{"Id": "0"}]}"#
                        : #"{"Failed": [{"Id": "0", "Code": "ReceiptHandleIsInvalid", "SenderFault": true}]}"#)
            }
            guard number < 2 else { return .json("{}") }
            let message = #"{"MessageId": "\#(SQSClientTests.id)", "ReceiptHandle": "handle-\#(number)", "Body": "x"}"#
            return .json(#"{"Messages": [\#(message)]}"#)
        }
        let source = try source(server) { $0.receivers = 1 }
        let deliveries = try source.blocks().flatMap(\.deliveries)
        #expect(deliveries.map(\.receiptHandle) == ["handle-0", "handle-1"])
        #expect(try source.acknowledge([deliveries[0]]) == 1)
        #expect(try source.acknowledge([deliveries[1]]) == 1)
        #expect(source.statistics.deleted == 2 && source.statistics.undeleted == 0)
        #expect(server.requests.count { $0.action == "DeleteMessageBatch" } == 1)
    }

    @Test("a deletion that came too late counts when the message has come again and is deleted")
    func lateDeletion() throws {
        let (isFirstRefused, rounds) = (Monitor(false), Monitor(0))
        let server = try StubServer { request, _ in
            guard request.action == "ReceiveMessage" else {
                let isStale = request.body.contains("handle-0")
                if isStale { isFirstRefused.update { $0 = true } }
                return .json(
                    isStale
                        ? #"{"Failed": [{"Id": "0", "Code": "ReceiptHandleIsInvalid", "SenderFault": true}]}"#
                        : #"{"Successful": [{"Id": "0"}]}"#)
            }
            let round = rounds.update { rounds in
                rounds += 1
                return rounds
            }
            if round == 2 { _ = isFirstRefused.wait(milliseconds: 30_000) { $0 ? () : nil } }
            guard round <= 2 else { return .json("{}") }
            let handle = "handle-\(round - 1)"
            let message = #"{"MessageId": "\#(SQSClientTests.id)", "ReceiptHandle": "\#(handle)", "Body": "x"}"#
            return .json(#"{"Messages": [\#(message)]}"#)
        }
        let source = try source(server) { $0.receivers = 1 }
        let first = try #require(try source.next()).deliveries
        #expect(try source.acknowledge(first) == 0)
        #expect(source.statistics.undeleted == 1)
        let second = try #require(try source.next()).deliveries
        #expect(try source.acknowledge(second) == 2)
        #expect(source.statistics.deleted == 2 && source.statistics.undeleted == 0)
        #expect(try source.blocks().isEmpty)
    }

    @Test("a queue that goes away ends the reading with its error, after all that came was handed out")
    func failing() throws {
        let queue = FaultyQueue(Self.bodies)
        let server = try StubServer { request, number in
            number < 3 ? queue.answer(request) : .fault("QueueDoesNotExist")
        }
        let source = try source(server) { $0.receivers = 1 }
        var texts: [String] = []
        let error = try #require(throws: LoaderError.self) {
            while let block = try source.next() { texts += block.texts }
        }
        #expect(texts == Self.bodies)
        #expect(error.code == "queue.missing")
        #expect(throws: LoaderError.self) { try source.next() }
    }

    @Test("acknowledging at a queue that is gone is an error, and the counts say how far it went")
    func acknowledgeFails() throws {
        let queue = FaultyQueue(Self.bodies)
        let deletions = Mutex(0)
        let server = try StubServer { request, _ in
            guard request.action == "DeleteMessageBatch" else { return queue.answer(request) }
            let number = deletions.withLock { count in
                count += 1
                return count
            }
            return number == 1 ? queue.answer(request) : .fault("AccessDenied", status: 403)
        }
        let source = try source(server) { $0.settlers = 1 }
        let deliveries = try source.blocks().flatMap(\.deliveries)
        let error = try #require(throws: LoaderError.self) { _ = try source.acknowledge(deliveries) }
        #expect(error.code == "queue.denied")
        #expect(error.remedy.contains("sqs:DeleteMessage."))
        #expect(source.statistics.deleted == 10)
        #expect(source.statistics.undeleted == 15)
    }

    @Test("what a poll brings after a stop goes back to the queue at once")
    func lateArrival() throws {
        let gate = Monitor(false)
        let queue = FaultyQueue(["late"])
        let server = try StubServer { request, _ in
            if request.action == "ReceiveMessage" { gate.wait { $0 ? () : nil } }
            return queue.answer(request)
        }
        let source = try source(server) { $0.receivers = 1 }
        let result = Monitor<Result<Bool, any Error>?>(nil)
        _ = try WorkerThread {
            let outcome = Result { try source.next() == nil }
            result.update { $0 = outcome }
        }
        while server.requests.isEmpty { RetryPolicy.wait(10) }
        source.stop()
        gate.update { $0 = true }
        #expect(try result.wait { $0 }?.get() == true)
        #expect(queue.state.withLock { $0.released } == ["late"])
        #expect(source.statistics.received == 0)
        #expect(source.statistics.released == 1)
    }

    @Test("nothing is handed out after a stop that came first")
    func stoppedBefore() throws {
        let server = try StubServer { _, _ in .fault("QueueDoesNotExist") }
        let source = try source(server)
        source.stop()
        #expect(try source.next() == nil)
        #expect(server.requests.isEmpty)
    }
}
