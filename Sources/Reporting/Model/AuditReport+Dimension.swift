extension AuditReport {
    /// A dimension of data quality, in the words of ODCS 3.1.
    public enum Dimension: String, Hashable, Sendable, CaseIterable {
        case accuracy, completeness, conformity, consistency, coverage, timeliness, uniqueness
    }
}
