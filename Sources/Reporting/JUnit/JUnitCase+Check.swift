extension JUnitCase {
    /// The places that a failure's text lists.
    static let locationLimit = 10

    init(_ check: AuditReport.Check, name: String, in report: AuditReport, warnings: JUnitWarnings) {
        let finding = check.finding(read: report.counts.read)
        self.name = name
        className = Self.className(check.kind.rawValue, in: report)
        outcome = Self.outcome(of: check.status, warnings: warnings)
        type = Self.type(of: check)
        message = "\(check.title): \(finding)"
        details = ([message] + Self.placeLines(of: check)).joined(separator: "\n")
        outputLine = "\(check.status.label) \(name): \(message)"
        location = check.locations.first
        properties = Self.properties(of: check)
    }

    /// The synthetic case that carries the verdict.
    init(gateOf report: AuditReport, problems: [String], warnings: JUnitWarnings) {
        name = "gate"
        className = Self.className("gate", in: report)
        seconds = report.timing.elapsedSeconds
        outcome = Self.gateOutcome(of: report, warnings: warnings)
        type = report.verdict.rawValue
        message = report.closingSentence
        let failed = report.conspicuousChecks.prefix(50).map { check in
            "\(check.status.label) \(check.title): \(check.finding(read: report.counts.read))"
        }
        details = ([message] + problems + failed).joined(separator: "\n")
        outputLine = message
    }

    /// Grouped by contract and kind, as consumers group by class; dots would be read as packages.
    private static func className(_ group: String, in report: AuditReport) -> String {
        contract(of: report) + "." + group
    }

    /// The contract's name, as names of suites and classes begin.
    static func contract(of report: AuditReport) -> String {
        let name = VisibleText.oneLine(report.run.contract, limit: 200)
        return name.isEmpty ? "audit" : name
    }

    private static func type(of check: AuditReport.Check) -> String {
        let keyword = VisibleText.oneLine(check.keyword ?? "", limit: 100).split(separator: " ").joined(separator: " ")
        return keyword.isEmpty ? check.kind.rawValue : keyword
    }

    private static func outcome(of status: AuditReport.CheckStatus, warnings: JUnitWarnings) -> Outcome {
        switch status {
        case .passed: .passed
        case .failed: .failure
        case .error: .error
        case .notJudged: .skipped
        case .warned: warned(warnings)
        }
    }

    /// A run of nothing is never green, also where the user allowed it.
    private static func gateOutcome(of report: AuditReport, warnings: JUnitWarnings) -> Outcome {
        switch report.verdict {
        case .failed: .failure
        case .incomplete, .interrupted: .error
        case .passed: report.isEmpty ? .skipped : .passed
        case .warned: report.isEmpty && warnings == .hidden ? .skipped : warned(warnings)
        }
    }

    private static func warned(_ warnings: JUnitWarnings) -> Outcome {
        switch warnings {
        case .hidden: .passed
        case .skipped: .skipped
        case .failure: .failure
        }
    }

    private static func placeLines(of check: AuditReport.Check) -> [String] {
        let shown = check.locations.prefix(locationLimit)
        return shown.map(\.text) + (check.omission(shown: shown.count).map { [$0] } ?? [])
    }

    private static func properties(of check: AuditReport.Check) -> [(String, String)] {
        let all = [
            ("field", check.field ?? ""), ("keyword", check.keyword ?? ""),
            ("dimension", check.dimension?.rawValue ?? ""), ("severity", check.severity.rawValue),
            ("measured", check.measuredText), ("threshold", check.thresholdText),
        ]
        return all.filter { !$0.1.isEmpty }
    }
}

extension AuditReport.CheckStatus {
    /// The word that starts the check's line in a suite's output.
    fileprivate var label: String {
        switch self {
        case .passed: "PASS"
        case .warned: "WARN"
        case .failed: "FAIL"
        case .error: "ERROR"
        case .notJudged: "SKIP"
        }
    }
}
