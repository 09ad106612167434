import Reporting

/// What the rows of one run have in common.
public struct RunIdentity: Hashable, Sendable {
    /// `$run.id`
    public var id: MessageID
    /// `$run.started_at`; its day in UTC is `$run.date`.
    public var startedAt: Timestamp

    /// A run of this id.
    public init(id: MessageID, startedAt: Timestamp = .now()) {
        self.id = id
        self.startedAt = startedAt
    }

    /// A run that begins now: a UUID of version 7 (RFC 9562, section 5.7), so that newer runs sort behind older ones.
    public static func make() -> RunIdentity {
        let now = Timestamp.now()
        let milliseconds = UInt64(now.milliseconds)
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0..<0x1000)
        let low = 0b10 << 62 | UInt64.random(in: 0..<1 << 62)
        return RunIdentity(id: MessageID(high: high, low: low), startedAt: now)
    }
}
