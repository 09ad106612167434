/// One testcase, ready to be written.
struct JUnitCase {
    /// What a consumer sees: one of four states, never two at once.
    enum Outcome {
        case passed
        case skipped
        case failure
        case error
    }

    var name: String
    var className: String
    var seconds: Double = 0
    var outcome: Outcome
    /// The kind of failure: a keyword, a metric, a verdict.
    var type: String
    /// What was found, on one line.
    var message: String
    /// The message again and the first places.
    var details: String
    /// The case's line in the suite's output.
    var outputLine: String
    /// Where the first failure is; for dialects that know a place.
    var location: AuditReport.Location?
    /// What else is known; for dialects with properties of a case.
    var properties: [(String, String)] = []
}
