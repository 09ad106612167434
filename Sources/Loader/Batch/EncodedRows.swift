/// The rows of one block in COPY's binary form, one after the other.
public struct EncodedRows: Sendable {
    /// One row: where its tuple lies and which message it came from.
    public struct Row: Hashable, Sendable {
        /// The message's id.
        public var id: MessageID
        /// The message's index in its block.
        public var message: Int
        /// The tuple's first byte: the field count.
        public var start: Int
        /// The tuple's length in bytes.
        public var length: Int
        /// The key columns' encoded fields (lengths included) in the contract's order of the key, concatenated:
        /// first byte in ``EncodedRows/keys``. For a key that is the message id alone this is empty and `id` serves.
        public var keyStart: Int
        /// The length of the encoded key; 0 where `id` is the key.
        public var keyLength: Int

        /// A row of these parts.
        public init(id: MessageID, message: Int, start: Int, length: Int, keyStart: Int = 0, keyLength: Int = 0) {
            self.id = id
            self.message = message
            self.start = start
            self.length = length
            self.keyStart = keyStart
            self.keyLength = keyLength
        }
    }

    /// Tuples as `COPY … (FORMAT binary)` wants them, without the file header and trailer.
    public var bytes: [UInt8] = []
    /// The encoded keys, where the key is not the message id alone.
    public var keys: [UInt8] = []
    /// The rows in the order of their messages.
    public var rows: [Row] = []

    /// No rows.
    public init() {}

    /// Makes room, so that nothing is copied while the rows come.
    mutating func reserve(rows count: Int, bytes: Int) {
        rows.reserveCapacity(count)
        self.bytes.reserveCapacity(bytes)
    }
}
