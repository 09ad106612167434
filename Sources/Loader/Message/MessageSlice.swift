/// Where one message lies in its block and in its input.
public struct MessageSlice: Hashable, Sendable {
    /// Why a message cannot be judged, as its source found it.
    public enum Problem: Hashable, Sendable {
        /// The message is longer than `--max-message-bytes`; the slice holds its first bytes only.
        case tooLarge(length: Int)
        /// The input ended inside the message.
        case truncated
    }

    /// The first byte in the block's buffer.
    public var start: Int
    /// The number of bytes.
    public var length: Int
    /// The first byte in the (decompressed) input; 0 for a queue's message.
    public var offset: Int
    /// The line in the input, from 1; 1 for a queue's message.
    public var line: Int
    /// The column in the line, from 1.
    public var column: Int
    /// Why the message cannot be judged, if so.
    public var problem: Problem?

    /// A slice of these parts.
    public init(start: Int, length: Int, offset: Int, line: Int, column: Int = 1, problem: Problem? = nil) {
        self.start = start
        self.length = length
        self.offset = offset
        self.line = line
        self.column = column
        self.problem = problem
    }
}
