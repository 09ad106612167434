extension AuditReport {
    /// The verdict that every rendering shows: the run's status, but never better than what the report proves.
    ///
    /// A run that calls itself passed or warned is incomplete where its counts do not reconcile, a check could not be
    /// evaluated, or a problem is listed.
    public var verdict: RunStatus {
        guard run.status == .passed || run.status == .warned else { return run.status }
        let isProven = reconciled != false && problems.isEmpty && !checks.contains { $0.status == .error }
        return isProven ? run.status : .incomplete
    }

    /// Whether not one message was read.
    var isEmpty: Bool { (counts.read ?? 0) == 0 }

    /// The checks that a person has to look at: failed and in error first, then warned.
    var conspicuousChecks: [Check] {
        checks.filter { $0.status == .failed || $0.status == .error } + checks.filter { $0.status == .warned }
    }
}
