import Validator

extension ReceivedBatch {
    /// The messages of a `ReceiveMessage` response; nil where one lacks its receipt handle or its body.
    init?(_ answer: SQSAnswer, limit: Int) {
        self.init()
        switch answer {
        case .json(let node):
            guard append(node, limit: limit) else { return nil }
        case .xml(let element):
            for message in element.all("Message") {
                guard append(message, limit: limit) else { return nil }
            }
        }
    }

    private mutating func append(_ response: JSONNode, limit: Int) -> Bool {
        var isWhole = true
        response["Messages"]?.forEachItem { message in
            guard let handle = message["ReceiptHandle"], let body = message["Body"] else {
                isWhole = false
                return
            }
            let attributes = message["Attributes"]
            let delivery = QueueDelivery(
                id: message["MessageId"]?.string ?? "", receiptHandle: handle.string,
                sentAt: attributes?["SentTimestamp"]?.string,
                receiveCount: attributes?["ApproximateReceiveCount"]?.string,
                group: attributes?["MessageGroupId"]?.string)
            append(
                body: UnsafeRawBufferPointer(body.text), checksum: message["MD5OfBody"]?.text, delivery: delivery,
                limit: limit)
        }
        return isWhole
    }

    private mutating func append(_ message: XMLElement, limit: Int) -> Bool {
        guard let handle = message["ReceiptHandle"], let body = message["Body"] else { return false }
        var attributes: [String: String] = [:]
        for attribute in message.all("Attribute") {
            attributes[attribute["Name"]?.text ?? ""] = attribute["Value"]?.text
        }
        let delivery = QueueDelivery(
            id: message["MessageId"]?.text ?? "", receiptHandle: handle.text, sentAt: attributes["SentTimestamp"],
            receiveCount: attributes["ApproximateReceiveCount"], group: attributes["MessageGroupId"])
        Array(body.text.utf8).withUnsafeBytes {
            append(
                body: $0, checksum: message["MD5OfBody"].map { Array($0.text.utf8) }, delivery: delivery, limit: limit)
        }
        return true
    }
}

extension QueueDelivery {
    /// A delivery of the attributes' texts.
    init(id: String, receiptHandle: String, sentAt: String?, receiveCount: String?, group: String?) {
        self.init(
            messageID: MessageID(queueID: id), receiptHandle: receiptHandle, sentAt: sentAt.flatMap { Int64($0) },
            receiveCount: receiveCount.flatMap { Int($0) } ?? 1, group: group)
    }
}

extension MessageID {
    /// A queue's id of a message: a UUID as it is; any other text becomes the first half of its SHA-256, with the
    /// version and variant bits of a UUID of version 8 (RFC 9562, section 5.8).
    init(queueID text: String) {
        if let id = MessageID(text) {
            self = id
            return
        }
        let digest = SHA256Digest.bytes(of: Array(text.utf8))
        let halves = [digest[0..<8], digest[8..<16]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        self.init(
            high: halves[0] & ~0xF000 | 0x8000, low: halves[1] & ~(3 << 62) | 2 << 62)
    }
}
