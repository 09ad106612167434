/// One input of a run, as the report lists it.
public struct InputSummary: Hashable, Sendable {
    /// The file's name or the queue's address.
    public var name: String
    /// The bytes that were read, before decompression.
    public var bytes: Int
    /// The SHA-256 of those bytes in hexadecimal digits; nil where an input has no end (a queue) or was not read whole.
    public var sha256: String?
    /// Whether nobody can know how much more will come.
    var isPipe = false

    /// A summary of these parts.
    public init(name: String, bytes: Int, sha256: String? = nil) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }
}
