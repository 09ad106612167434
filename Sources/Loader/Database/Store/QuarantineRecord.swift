/// One row of `audit.quarantine`, without the sealed message.
public struct QuarantineRecord: Hashable, Sendable {
    /// The entry's number.
    public var id: Int
    /// The message's id.
    public var messageID: MessageID
    /// The run that quarantined it last.
    public var runID: MessageID
    /// The contract's name.
    public var contract: String
    /// The contract's version.
    public var contractVersion: String
    /// The input or queue.
    public var source: String
    /// The byte offset in the input; nil for a queue's message.
    public var position: Int?
    /// When it came last, RFC 3339 in UTC.
    public var receivedAt: String
    /// How often a queue has handed it out; nil for a file's message.
    public var receiveCount: Int?
    /// Every error, the text of a JSON array.
    public var errors: String
    /// The message's shape, the text of a JSON document; nil where it could not be parsed.
    public var payloadMasked: String?
    /// The keyed fingerprint of its bytes.
    public var fingerprint: String
    /// The id of the key of the ring that made the fingerprints.
    public var keyID: String
    /// The id of the key pair whose private half opens the raw message; nil where the message is not kept.
    public var sealKeyID: String?
    /// `open`, `redriven` or `discarded`.
    public var status: String
    /// When it was resolved; nil while it is open.
    public var resolvedAt: String?
    /// The run that loaded it; nil while it is open.
    public var resolvedRunID: MessageID?
    /// What a reviewer wrote.
    public var note: String?
}

extension QuarantineRecord {
    static let columns =
        """
        quarantine_id, message_id, run_id, contract, contract_version, source, position, \
        \(SQLTime.text("received_at")), receive_count, errors, payload_masked, fingerprint, key_id, \
        \(SealedMessage.sqlKeyID), status, \(SQLTime.text("resolved_at")), resolved_run_id, note
        """

    /// The entry in a result of ``columns``.
    init?(_ result: PostgresResult, row: Int) {
        guard let id = result.int(row, 0), let messageID = result.id(row, 1), let runID = result.id(row, 2) else {
            return nil
        }
        self.id = id
        self.messageID = messageID
        self.runID = runID
        contract = result.text(row, 3) ?? ""
        contractVersion = result.text(row, 4) ?? ""
        source = result.text(row, 5) ?? ""
        position = result.int(row, 6)
        receivedAt = result.text(row, 7) ?? ""
        receiveCount = result.int(row, 8)
        errors = result.text(row, 9) ?? "[]"
        payloadMasked = result.text(row, 10)
        fingerprint = result.text(row, 11) ?? ""
        keyID = result.text(row, 12) ?? ""
        sealKeyID = result.text(row, 13)
        status = result.text(row, 14) ?? ""
        resolvedAt = result.text(row, 15)
        resolvedRunID = result.id(row, 16)
        note = result.text(row, 17)
    }
}
