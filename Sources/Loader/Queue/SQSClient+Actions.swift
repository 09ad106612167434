import Synchronization
import Validator

extension SQSClient {
    /// The queue's URL, which is a parameter and never an address to connect to; a name is resolved once.
    func queueURL() throws(LoaderError) -> String {
        if let known = connection.queueURL.withLock({ $0 }) { return known }
        let call = SQSCall(action: "GetQueueUrl", parameters: ["QueueName": .string(connection.location.queueName)])
        let url = try perform(call) { $0.text("QueueUrl") }
        connection.queueURL.withLock { $0 = url }
        return url
    }

    /// Waits up to `wait` seconds for up to `maximum` messages (1 to 10), which are then hidden for `visibility` seconds.
    func receive(maximum: Int, wait: Int, visibility: Int, limit: Int) throws(LoaderError) -> ReceivedBatch {
        let attributes: JSONValue = ["SentTimestamp", "ApproximateReceiveCount", "MessageGroupId"]
        // Older servers know AttributeNames only, newer ones deprecate it.
        let call = SQSCall(
            action: "ReceiveMessage",
            parameters: [
                "QueueUrl": .string(try queueURL()), "MaxNumberOfMessages": .int(maximum),
                "WaitTimeSeconds": .int(wait), "VisibilityTimeout": .int(visibility), "AttributeNames": attributes,
                "MessageSystemAttributeNames": attributes,
            ], timeout: (wait + 20) * 1_000)
        return try perform(call) { ReceivedBatch($0, limit: limit) }
    }

    /// Deletes up to 10 messages.
    func delete(_ handles: ArraySlice<String>) throws(LoaderError) -> SQSBatchOutcome {
        try batch("DeleteMessageBatch", handles.map { ["ReceiptHandle": .string($0)] })
    }

    /// Hides up to 10 messages for so many seconds from now; 0 makes them visible.
    ///
    /// - Parameter timeout: milliseconds for the one exchange that there is then; nil: as long, and as often, as usual.
    func changeVisibility(
        _ handles: ArraySlice<String>, to seconds: Int, timeout: Int? = nil
    ) throws(LoaderError) -> SQSBatchOutcome {
        try batch(
            "ChangeMessageVisibilityBatch",
            handles.map { ["ReceiptHandle": .string($0), "VisibilityTimeout": .int(seconds)] }, timeout: timeout)
    }

    /// Sends up to 10 messages; `group` is for FIFO queues, which also get the body's digest against doubles.
    func send(_ bodies: ArraySlice<String>, group: String? = nil) throws(LoaderError) -> SQSBatchOutcome {
        try batch(
            "SendMessageBatch",
            bodies.map { body in
                var entry: JSONObject = ["MessageBody": .string(body)]
                if let group {
                    entry["MessageGroupId"] = .string(group)
                    entry["MessageDeduplicationId"] = .string(SHA256Digest.hexadecimal(of: body))
                }
                return entry
            })
    }

    /// The queue's attributes, by SQS's names.
    func attributes() throws(LoaderError) -> [String: String] {
        let call = SQSCall(
            action: "GetQueueAttributes",
            parameters: ["QueueUrl": .string(try queueURL()), "AttributeNames": ["All"]])
        return try perform(call) { $0.attributes }
    }

    /// Makes the queue of the location's name; one that is there already with these attributes is left as it is.
    func create(attributes: [String: String]) throws(LoaderError) -> String {
        var parameters: JSONObject = ["QueueName": .string(connection.location.queueName)]
        if !attributes.isEmpty {
            let sorted = attributes.sorted { $0.key < $1.key }
            parameters["Attributes"] = .object(JSONObject(sorted.map { ($0.key, .string($0.value)) }))
        }
        return try perform(SQSCall(action: "CreateQueue", parameters: parameters)) { $0.text("QueueUrl") }
    }

    /// Entry ids are positions: a message's own id may stand twice in one batch.
    private func batch(
        _ action: String, _ entries: [JSONObject], timeout: Int? = nil
    ) throws(LoaderError) -> SQSBatchOutcome {
        let numbered = entries.enumerated().map { index, entry in
            var entry = entry
            entry["Id"] = .string(String(index))
            return JSONValue.object(entry)
        }
        var call = SQSCall(
            action: action, parameters: ["QueueUrl": .string(try queueURL()), "Entries": .array(numbered)])
        if let timeout { (call.timeout, call.isRepeated) = (timeout, false) }
        return try perform(call) { SQSBatchOutcome($0, action: action, count: entries.count) }
    }
}
