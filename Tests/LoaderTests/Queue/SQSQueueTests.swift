import TestSupport
import Testing

@testable import Loader

@Suite("A queue as its owner sees it")
struct SQSQueueTests {
    @Test("counts, timeout and dead-letter queue are read and said in a sentence")
    func attributes() throws {
        let server = try SQSServer.shared(.ministack)
        let dead = try TestQueue(on: server)
        let arn = "arn:aws:sqs:us-east-1:000000000000:\(dead.location.queueName)"
        let queue = try TestQueue(
            on: server,
            attributes: [
                "VisibilityTimeout": "17",
                "RedrivePolicy": #"{"deadLetterTargetArn":"\#(arn)","maxReceiveCount":"3"}"#,
            ])
        try queue.send((0..<13).map(String.init))
        let source = try queue.source { $0.maxMessages = 3 }
        #expect(try source.blocks().flatMap(\.texts).count == 3)
        let expected = SQSQueue.Attributes(
            visible: 10, inFlight: 3, delayed: 0, visibilityTimeout: 17, hasDeadLetterQueue: true)
        #expect(try queue.attributes() == expected)
        #expect(
            try SQSQueue.describe(queue.location, environment: AWSEnvironment([:]))
                == "10 messages wait, 3 are in work, 0 are delayed; it has a dead-letter queue")
        #expect(
            try SQSQueue.describe(dead.location, environment: AWSEnvironment([:]))
                == "0 messages wait, 0 are in work, 0 are delayed")
    }

    @Test("a queue is made once, and again without a change", arguments: SQSServer.Kind.allCases)
    func create(kind: SQSServer.Kind) throws {
        let queue = try TestQueue(on: SQSServer.shared(kind))
        try queue.send(["kept"])
        try SQSQueue(queue.location, environment: AWSEnvironment([:])).create()
        #expect(try queue.attributes().visible == 1)
    }

    @Test("a message that the queue does not take is an error")
    func send() throws {
        let server = try StubServer { _, _ in
            .json(
                #"{"Successful": [{"Id": "0"}], "Failed": [{"Id": "1", "SenderFault": true, "Code": "InvalidMessage"}]}"#
            )
        }
        let queue = try SQSQueue(server.location(), environment: AWSEnvironment([:]))
        let error = try #require(throws: LoaderError.self) { try queue.send(["a", "b"]) }
        #expect(error.code == "queue.send")
        #expect(error.message == "The queue took 1 of the 2 messages from number 1.")
    }

    @Test("a server that is not there is named, without the queue's path")
    func unreachable() throws {
        let port = try FreePort.find()
        let location = try QueueLocation("sqs://127.0.0.1:\(port)/000000000000/logins")
        let error = try #require(throws: LoaderError.self) {
            try SQSQueue.describe(location, environment: AWSEnvironment([:]))
        }
        #expect(error.code == "http.unreachable")
        #expect(error.message.hasPrefix("http://127.0.0.1:\(port) cannot be reached"))
    }
}
