/// Entries that failed for one reason: what a reviewer looks at first.
public struct QuarantineGroup: Hashable, Sendable {
    /// The contract's name.
    public var contract: String
    /// The schema keyword that failed, or what else the error names.
    public var keyword: String
    /// The JSON Pointer in the message; list positions are not told apart.
    public var pointer: String
    /// The number of messages.
    public var messages: Int
    /// The number of errors.
    public var errors: Int
    /// The newest entry of the group.
    public var newest: Int
}
