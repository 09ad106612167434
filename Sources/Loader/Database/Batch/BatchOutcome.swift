/// What became of the messages of one batch; the transaction has committed.
public struct BatchOutcome: Hashable, Sendable {
    /// A valid message whose row the database refused; its entry is in the quarantine.
    public struct Refused: Hashable, Sendable {
        /// The block's index in the batch.
        public var block: Int
        /// The message's index in its block.
        public var message: Int
        /// The message's id.
        public var id: MessageID
        /// Why.
        public var refusal: PostgresRefusal
    }

    /// Messages whose row is new.
    public var loaded = 0
    /// Messages whose key or id was there already.
    public var replaced = 0
    /// Messages in the quarantine, the refused ones included.
    public var quarantined = 0
    /// The messages that the database refused.
    public var refused: [Refused] = []

    /// An outcome of these counts, without refusals.
    public init(loaded: Int = 0, replaced: Int = 0, quarantined: Int = 0) {
        self.loaded = loaded
        self.replaced = replaced
        self.quarantined = quarantined
    }
}
