import Synchronization
import Testing

@testable import Loader

@Suite("The SQS client, against a server that answers as it is told")
struct SQSClientTests {
    func client(_ server: StubServer, _ variables: [String: String] = [:], attempts: Int = 4) throws -> SQSClient {
        let policy = RetryPolicy(attempts: attempts, base: 1, cap: 2)
        return try SQSClient(
            SQSConnection(server.location(), environment: AWSEnvironment(variables), retries: policy))
    }

    func receive(_ client: SQSClient, limit: Int = 1_000) throws(LoaderError) -> ReceivedBatch {
        try client.receive(maximum: 10, wait: 0, visibility: 30, limit: limit)
    }

    static let id = "424cdd21-063a-43a7-b91b-7ca1a833afae"
    /// A message whose body is `hello`.
    static func message(_ md5: String = "5d41402abc4b2a76b9719d911017c592", id: String = id) -> String {
        """
        {"Messages": [{"MessageId": "\(id)", "ReceiptHandle": "h+/=", "MD5OfBody": "\(md5)", "Body": "hello",
        "Attributes": {"SentTimestamp": "1700000000123", "ApproximateReceiveCount": "3", "MessageGroupId": "g"}}]}
        """
    }
    static let xmlMessage = """
        <?xml version='1.0'?><ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">
        <ReceiveMessageResult><Message><MessageId>\(id)</MessageId><ReceiptHandle>h+/=</ReceiptHandle>
        <MD5OfBody>5d41402abc4b2a76b9719d911017c592</MD5OfBody><Body>hello</Body>
        <Attribute><Name>SentTimestamp</Name><Value>1700000000123</Value></Attribute>
        <Attribute><Name>ApproximateReceiveCount</Name><Value>3</Value></Attribute>
        <Attribute><Name>MessageGroupId</Name><Value>g</Value></Attribute></Message></ReceiveMessageResult>
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ReceiveMessageResponse>
        """

    func expectHello(_ batch: ReceivedBatch) throws {
        let message = try #require(batch.messages.first)
        #expect(batch.bytes == Array("hello".utf8))
        #expect(message.isIntact)
        let delivery = QueueDelivery(
            messageID: try #require(MessageID(Self.id)), receiptHandle: "h+/=", sentAt: 1_700_000_000_123,
            receiveCount: 3, group: "g")
        #expect(message.delivery == delivery)
    }

    @Test("a request in AWS JSON 1.0 goes to the root, signed, with the queue's URL as a parameter")
    func json() throws {
        let server = try StubServer { _, _ in .json(Self.message()) }
        try expectHello(receive(client(server)))
        let request = try #require(server.requests.first)
        #expect(request.target == "/")
        #expect(request.headers["content-type"] == "application/x-amz-json-1.0")
        #expect(request.headers["x-amz-target"] == "AmazonSQS.ReceiveMessage")
        #expect(request.headers["authorization"]?.contains("Credential=test/") == true)
        #expect(request.headers["authorization"]?.contains("/us-east-1/sqs/aws4_request") == true)
        #expect(request.body.contains(#""QueueUrl":"http://127.0.0.1:\#(server.port)/000000000000/logins""#))
        #expect(request.body.contains(#""AttributeNames":["SentTimestamp""#))
        #expect(request.body.contains(#""MessageSystemAttributeNames":["SentTimestamp""#))
    }

    @Test("a server that answers JSON with an error in XML is spoken to in the Query protocol from then on")
    func fallback() throws {
        let server = try StubServer { request, _ in
            request.headers["x-amz-target"] != nil
                ? StubResponse(
                    status: 500, body: "<ErrorResponse><Error><Code>InternalError</Code></Error></ErrorResponse>")
                : StubResponse(body: Self.xmlMessage)
        }
        let client = try client(server)
        try expectHello(receive(client))
        try expectHello(receive(client))
        #expect(server.requests.map { $0.headers["x-amz-target"] != nil } == [true, false, false])
        let query = server.requests[1]
        #expect(query.target == "/")
        #expect(query.body.hasPrefix("Action=ReceiveMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2F127.0.0.1%3A"))
        #expect(query.body.contains("&WaitTimeSeconds=0&VisibilityTimeout=30&AttributeName.1=SentTimestamp&"))
        #expect(query.body.contains("&MessageSystemAttributeName.2=ApproximateReceiveCount"))
    }

    @Test("a gateway's page of HTML does not make a server one of the Query protocol")
    func gateway() throws {
        let server = try StubServer { request, number in
            number < 2 ? StubResponse(status: 500, body: "<html><p>Oops</html>") : .json(Self.message())
        }
        let client = try client(server)
        try expectHello(receive(client))
        #expect(client.connection.wireProtocol.load(ordering: .relaxed) == .json)
    }

    @Test("batches are flattened in the Query protocol, and their outcome is read")
    func queryBatch() throws {
        let server = try StubServer { request, _ in
            StubResponse(
                body: """
                    <DeleteMessageBatchResponse><DeleteMessageBatchResult>
                    <DeleteMessageBatchResultEntry><Id>1</Id></DeleteMessageBatchResultEntry>
                    <BatchResultErrorEntry><Id>0</Id><Code>ReceiptHandleIsInvalid</Code><SenderFault>true</SenderFault>
                    </BatchResultErrorEntry></DeleteMessageBatchResult></DeleteMessageBatchResponse>
                    """)
        }
        let client = try client(server)
        client.connection.wireProtocol.store(.query, ordering: .relaxed)
        let outcome = try client.delete(["a&b", "c d"])
        #expect(outcome.done == [1])
        #expect(outcome.failures == [.init(position: 0, code: "ReceiptHandleIsInvalid", isSenderFault: true)])
        let body = try #require(server.requests.first?.body)
        #expect(body.contains("&DeleteMessageBatchRequestEntry.1.ReceiptHandle=a%26b"))
        #expect(body.contains("&DeleteMessageBatchRequestEntry.2.ReceiptHandle=c%20d"))
        #expect(body.contains("&DeleteMessageBatchRequestEntry.2.Id=1"))
    }

    @Test(
        "what may be better in a moment is asked for again",
        arguments: [
            .json("", status: 500), .json("<html>", status: 503), .json("{}", status: 429), .hangUp, .json("no JSON"),
            .fault("ThrottlingException"), .fault("RequestThrottled"), .fault("OverLimit"),
            .fault("ServiceUnavailable"),
            .json("[]"), .json(#"{"Messages": [{"Body": "no handle"}]}"#),
        ] as [StubResponse])
    func transient(first: StubResponse) throws {
        let server = try StubServer { _, number in number < 2 ? first : .json(Self.message()) }
        try expectHello(receive(client(server)))
        #expect(server.requests.count >= 3)
    }

    @Test("what stays bad is given up after so many attempts")
    func exhausted() throws {
        let server = try StubServer { _, _ in .json("{}", status: 503) }
        let client = try client(server, attempts: 3)
        let error = try #require(throws: LoaderError.self) { try receive(client) }
        #expect(error.code == "queue.unavailable")
        #expect(error.message.contains("HTTP 503"))
        #expect(server.requests.count == 3)
    }

    @Test(
        "what cannot get better is not asked for again, and says what to do",
        arguments: [
            (.fault("QueueDoesNotExist"), "queue.missing", "create"),
            (.fault("AWS.SimpleQueueService.NonExistentQueue"), "queue.missing", "create"),
            (
                StubResponse(
                    status: 400, headers: ["x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender"],
                    body: "{}"), "queue.missing", "create"
            ),
            (
                StubResponse(
                    status: 400, headers: ["x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender"],
                    body: #"{"__type": "com.amazonaws.sqs#InvalidAddress"}"#), "queue.missing", "create"
            ),
            (.fault("AccessDeniedException", status: 403), "queue.denied", "sqs:ReceiveMessage"),
            (.fault("InvalidClientTokenId", status: 403), "queue.denied", "sqs:ReceiveMessage"),
            (.fault("SignatureDoesNotMatch", status: 403), "queue.denied", "clock"),
            (.fault("UnsupportedOperation"), "queue.refused", ""),
        ] as [(StubResponse, String, String)])
    func final(answer: StubResponse, code: String, remedy: String) throws {
        let server = try StubServer { _, _ in answer }
        let client = try client(server)
        let error = try #require(throws: LoaderError.self) { try receive(client) }
        #expect(error.code.rawValue == code)
        #expect(error.remedy.contains(remedy))
        #expect(server.requests.count == 1)
    }

    @Test("expired credentials are asked for again once, then refused with a remedy")
    func expired() throws {
        let server = try StubServer { request, _ in
            request.target == "/" ? .fault("ExpiredTokenException") : .json(CredentialsTests.json)
        }
        let client = try client(server, ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "verysecret"])
        let error = try #require(throws: LoaderError.self) { try receive(client) }
        #expect(error.code == "queue.denied")
        #expect(error.message.contains("expired"))
        #expect(!error.description.contains("verysecret"))
        #expect(server.requests.count == 2)
    }

    @Test("an error's text cannot be smuggled in by a server")
    func hostileCode() throws {
        let server = try StubServer { _, _ in .fault("Bad\\u001b[31m\\nX" + String(repeating: "y", count: 500)) }
        let client = try client(server)
        let error = try #require(throws: LoaderError.self) { try receive(client) }
        #expect(error.message.utf8.allSatisfy { $0 >= 0x20 })
        #expect(error.message.utf8.count < 250)
    }

    @Test("a session token is sent with the signature")
    func sessionToken() throws {
        let server = try StubServer { _, _ in .json("{}") }
        let keys = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B", "AWS_SESSION_TOKEN": "C"]
        #expect(try receive(client(server, keys)).isEmpty)
        let headers = try #require(server.requests.first?.headers)
        #expect(headers["x-amz-security-token"] == "C")
        #expect(headers["authorization"]?.contains("x-amz-security-token") == true)
    }

    @Test("a body that differs from its checksum is not intact, one without a checksum is taken")
    func checksum() throws {
        let wrong = try StubServer { _, _ in .json(Self.message("00000000000000000000000000000000")) }
        #expect(try receive(client(wrong)).messages.map(\.isIntact) == [false])
        let none = try StubServer { _, _ in .json(#"{"Messages": [{"ReceiptHandle": "h", "Body": "b"}]}"#) }
        #expect(try receive(client(none)).messages.map(\.isIntact) == [true])
    }

    @Test("an oversize body is checked whole and kept in part")
    func oversize() throws {
        let server = try StubServer { _, _ in .json(Self.message()) }
        let batch = try receive(client(server), limit: 2)
        #expect(batch.bytes == Array("he".utf8))
        #expect(batch.messages.map(\.fullLength) == [5])
        #expect(batch.messages.map(\.isIntact) == [true])
    }

    @Test("a message id that is no UUID becomes one, always the same")
    func foreignID() throws {
        let server = try StubServer { _, number in .json(Self.message(id: number < 2 ? "message-1" : "message-2")) }
        let client = try client(server)
        let ids = try (0..<3).map { _ in try #require(receive(client).messages.first).delivery.messageID }
        #expect(ids[0] == ids[1])
        #expect(ids[0] != ids[2])
        let digest = SHA256Digest.hexadecimal(of: "message-1").prefix(8)
        #expect(ids[0].description.hasPrefix(digest))
        #expect(Array(ids[0].description)[14] == "8")
    }

    @Test("the host inside a returned queue URL is never connected to")
    func foreignHost() throws {
        let server = try StubServer { request, _ in
            request.action == "GetQueueUrl"
                ? .json(#"{"QueueUrl": "http://127.0.0.1:1/000000000000/logins"}"#) : .json(Self.message())
        }
        let environment = AWSEnvironment(["AWS_ENDPOINT_URL": server.origin])
        let client = try SQSClient(
            SQSConnection(QueueLocation("sqs:logins"), environment: environment, retries: .credentials))
        try expectHello(receive(client))
        try expectHello(receive(client))
        #expect(server.requests.map(\.action) == ["GetQueueUrl", "ReceiveMessage", "ReceiveMessage"])
        #expect(server.requests[1].body.contains("http://127.0.0.1:1/000000000000/logins"))
    }
}
