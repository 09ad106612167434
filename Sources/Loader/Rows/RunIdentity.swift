/// What the rows of one run have in common.
public struct RunIdentity: Hashable, Sendable {
    /// `$run.id`
    public var id: MessageID
    /// `$run.started_at`; its day in UTC is `$run.date`.
    public var startedAt: Timestamp

    /// A run of this id.
    public init(id: MessageID, startedAt: Timestamp = .now) {
        self.id = id
        self.startedAt = startedAt
    }
}
