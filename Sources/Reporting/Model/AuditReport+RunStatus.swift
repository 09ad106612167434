extension AuditReport {
    /// How a run ended, the best first.
    public enum RunStatus: String, Hashable, Sendable, CaseIterable {
        /// Every check passed: exit code 0.
        case passed
        /// Only checks of severity `warn` failed, or messages were quarantined within the limits: exit code 0.
        case warned
        /// The data failed the audit: exit code 1.
        case failed
        /// Something could not be read, written, evaluated or proven: exit code 2.
        case incomplete
        /// A signal ended the run: exit code 130 or 143.
        case interrupted
    }
}
