/// One row of `audit.quarantine`: a message that was refused, with every reason and without its values.
public struct QuarantineEntry: Hashable, Sendable {
    /// The message's id; unique within a contract.
    public var messageID: MessageID
    /// The input or queue that the message came from.
    public var source: String
    /// The byte offset in the input; nil for a queue's message.
    public var position: Int?
    /// How often a queue has handed the message out; nil for a file's message.
    public var receiveCount: Int?
    /// Every error, as a JSON array of objects without values.
    public var errors: StoredDocument
    /// How many errors those are.
    public var errorCount: Int
    /// The message's shape with its values hidden; nil where it could not be parsed.
    public var payloadMasked: StoredDocument?
    /// The keyed fingerprint of the message's bytes.
    public var fingerprint: String
    /// The raw message, encrypted to the key ring's public key, whose id it holds.
    public var sealed: [UInt8]
    /// The id of the key that `fingerprint` and the fingerprints of `payloadMasked` were made with.
    public var keyID: String

    /// An entry of these parts.
    public init(
        messageID: MessageID, source: String, position: Int?, receiveCount: Int?, errors: StoredDocument,
        errorCount: Int, payloadMasked: StoredDocument?, fingerprint: String, sealed: [UInt8], keyID: String
    ) {
        self.messageID = messageID
        self.source = source
        self.position = position
        self.receiveCount = receiveCount
        self.errors = errors
        self.errorCount = errorCount
        self.payloadMasked = payloadMasked
        self.fingerprint = fingerprint
        self.sealed = sealed
        self.keyID = keyID
    }
}
