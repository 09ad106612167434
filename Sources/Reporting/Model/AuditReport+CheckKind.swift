extension AuditReport {
    /// What a check is about.
    public enum CheckKind: String, Hashable, Sendable, CaseIterable {
        /// Each message by itself.
        case message
        /// The run as a whole: counts and shares.
        case run
        /// The way of the messages: read, loaded, acknowledged, proven.
        case delivery
    }
}
