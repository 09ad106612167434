extension FileSource {
    /// How inputs are read.
    public struct Options: Hashable, Sendable {
        /// How messages are told apart.
        public var format = FileFormat.auto
        /// The longest message that is handed out whole, in bytes.
        public var maxMessageBytes = 1 << 20
        /// Whether an input without a message is fine; otherwise it is an error of code `source.empty`.
        public var allowEmpty = false
        /// The name that message ids are made from; nil for each input's own file name.
        public var sourceID: String?
        /// The size of a block in bytes; a block that holds one longer message is larger.
        public var blockBytes = 512 << 10
        /// How many finished blocks wait for their reader.
        public var blocksAhead = 4

        /// The defaults.
        public init() {}
    }
}
