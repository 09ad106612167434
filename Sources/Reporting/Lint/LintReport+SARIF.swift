import Validator

extension LintReport {
    /// The report as a SARIF log.
    ///
    /// - Parameter version: the program's release.
    public func sarif(version: String) -> SARIFLog {
        SARIFLog(
            version: version, rules: rules.map(SARIFRule.init), results: findings.map(\.sarif),
            notifications: problems.map(\.sarif))
    }
}

extension SARIFRule {
    fileprivate init(_ rule: LintRule) {
        self.init(
            id: rule.id, summary: rule.summary, explanation: rule.explanation, help: rule.remedy + ".",
            level: SARIFLevel(rule.severity))
    }
}

extension SARIFLevel {
    fileprivate init(_ severity: LintSeverity) {
        self =
            switch severity {
            case .note: .note
            case .warning: .warning
            case .error: .error
            }
    }
}

extension LintReport.Finding {
    fileprivate var sarif: SARIFResult {
        SARIFResult(
            rule: finding.rule.id, level: SARIFLevel(finding.severity),
            message: "\(finding.message) (\(finding.remedy))",
            place: SARIFPlace(path: file, line: line, column: column, name: finding.place.description))
    }
}

extension LintReport.Problem {
    fileprivate var sarif: SARIFNotification {
        SARIFNotification(
            level: .error, message: message, place: SARIFPlace(path: file, line: line, column: column))
    }
}
