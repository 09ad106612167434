import Reporting

extension AuditReport {
    /// Says on standard error what kept the run from being complete, but for a report that could not be written: that
    /// is said by who meets it.
    func tellProblems() {
        for problem in problems where !problem.code.hasPrefix("report.") {
            Console.complain("\(problem.message) \(problem.remedy)")
        }
    }
}
