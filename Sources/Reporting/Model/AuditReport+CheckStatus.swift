extension AuditReport {
    /// The outcome of one check.
    public enum CheckStatus: String, Hashable, Sendable, CaseIterable {
        case passed
        /// Failed with severity `warn`, or passed the failing threshold and not the warning one.
        case warned
        case failed
        /// Could not be evaluated; the run is incomplete.
        case error
        /// Not evaluated, as nothing it concerns came.
        case notJudged = "not_judged"
    }
}
