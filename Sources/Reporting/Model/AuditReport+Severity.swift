extension AuditReport {
    /// What a check's failure means for the run.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        case error
        case warn
    }
}
