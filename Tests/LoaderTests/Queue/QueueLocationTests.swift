import Testing

@testable import Loader

@Suite("Where a queue is")
struct QueueLocationTests {
    @Test(
        "the forms that the command line takes",
        arguments: [
            ("sqs://127.0.0.1:4566/000000000000/logins", "http://127.0.0.1:4566/000000000000/logins"),
            ("sqs://localstack/1/q-1_2", "http://localstack/1/q-1_2"),
            (
                "https://sqs.eu-west-1.amazonaws.com/123456789012/logins",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/logins"
            ),
            ("http://localhost:4566/queue/us-east-1/1/logins", "http://localhost:4566/queue/us-east-1/1/logins"),
        ])
    func urls(text: String, url: String) throws {
        let location = try QueueLocation(text)
        #expect(location.target == HTTPAddress(url).map(QueueLocation.Target.url))
        #expect(location.description == text)
        #expect(QueueLocation.isQueue(text))
        #expect(!location.isFIFO)
    }

    @Test("a name, and what FIFO queues are called")
    func names() throws {
        #expect(try QueueLocation("sqs:logins").target == .name("logins"))
        #expect(try QueueLocation("sqs:logins.fifo").isFIFO)
        #expect(try QueueLocation("sqs://h/1/logins.fifo").isFIFO)
        #expect(try QueueLocation("sqs://h/1/logins.fifo").queueName == "logins.fifo")
    }

    @Test(
        "anything else is a usage error that shows an example and no password",
        arguments: [
            "", "logins", "sqs:", "sqs:a b", "sqs:.fifo", "sqs:a/b", "sqs://h", "sqs://h/", "sqs://h/queue",
            "sqs://h/1/",
            "sqs://h//q", "sqs://h/1/q?x=1", "sqs://u:secret@h/1/q", "https://u:secret@h/1/q", "ftp://h/1/q",
            "sqs://sqs.eu-west-1.amazonaws.com/1/q", "http://sqs.eu-west-1.amazonaws.com/1/q", "sqs://h:99999/1/q",
            "sqs:" + String(repeating: "x", count: 81), "sqs:secret!",
        ])
    func refusing(text: String) throws {
        let error = try #require(throws: LoaderError.self) { try QueueLocation(text) }
        #expect(error.code == "queue.location")
        #expect(error.kind == .usage)
        #expect(!error.description.contains("secret"))
        #expect(error.remedy.contains("sqs:logins"))
    }

    @Test("a file's name is not taken for a queue", arguments: ["logins.ndjson", "./sqs", "-", "/tmp/a", "sqs"])
    func files(text: String) {
        #expect(!QueueLocation.isQueue(text))
    }
}
