import Loader
import Reporting

extension AuditReport {
    /// Says that the report could not be written: whoever only sees what was printed must not take it for a pass.
    mutating func addUnwritten(_ error: ReportError) {
        problems.append(Problem(code: error.code.rawValue, message: error.summary, remedy: error.remedy))
        run.status = .incomplete
        seal(previousDigest: previousDigest) { SHA256Digest.hexadecimal(of: $0) }
    }

    /// Says on standard error what kept the run from being complete, but for a report that could not be written: that
    /// is said by who meets it.
    func tellProblems() {
        for problem in problems where !problem.code.hasPrefix("report.") {
            Console.complain("\(problem.message) \(problem.remedy)")
        }
    }
}
