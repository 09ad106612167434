import Reporting
import Validator

/// Judges the checks about the whole run by what was counted.
struct RunCheckEvaluator {
    let read: Int
    /// The messages that were looked into.
    let judged: Int
    let invalid: Int
    /// Messages of which not every error was counted.
    let truncated: Int
    /// The profile of each declared field.
    let fields: [String: AuditReport.FieldProfile]
    /// The fields of checks that the schema does not name.
    let unnamed: Set<String>

    /// Whether a check says how many messages, or values of a field, may be refused.
    static func limitsInvalid(_ check: AuditReport.Check) -> Bool {
        [RunCheck.Metric.invalidRows, .invalidValues].contains { $0.rawValue == check.keyword }
    }

    /// Whether a check looks for a field that nobody has heard of: most likely its name is misspelt.
    func isAboutNothing(_ check: RunCheck) -> Bool {
        guard judged > 0, let field = check.field?.description, unnamed.contains(field) else { return false }
        return fields[field]?.present ?? 0 == 0
    }

    /// The check as the report shows it.
    func evaluate(_ check: RunCheck) -> AuditReport.Check {
        let count = measure(check)
        let measured = count.flatMap { self.measured($0, check) }
        let thresholds =
            check.thresholds.map { Self.threshold($0, check.severity) }
            + check.warnThresholds.map { Self.threshold($0, .warn) }
        return AuditReport.Check(
            id: "run:\(check.id)", name: check.name, kind: .run, field: check.field?.description,
            keyword: check.metric.rawValue,
            dimension: check.dimension ?? Self.dimension(check.metric), severity: check.severity,
            status: status(check, count, measured), measured: measured,
            unit: check.unit.rawValue, thresholds: thresholds,
            failureCount: check.metric == .rowCount ? nil : count)
    }

    private func measure(_ check: RunCheck) -> Int? {
        let profile = check.field.flatMap { fields[$0.description] }
        return switch check.metric {
        case .rowCount: read
        case .invalidRows: invalid
        case .nullValues: profile?.null
        case .missingValues: profile.map { judged - $0.present }
        case .invalidValues: profile?.invalid
        }
    }

    /// Nil where there is nothing to compare with.
    private func percent(of count: Int, _ metric: RunCheck.Metric) -> Double? {
        let all = metric == .rowCount ? read : judged
        return all == 0 ? nil : Double(count) * 100 / Double(all)
    }

    /// A number that could not be measured is an error, unless there was no message to measure.
    private func status(_ check: RunCheck, _ count: Int?, _ measured: Double?) -> AuditReport.CheckStatus {
        guard let count, let measured else { return judged == 0 ? .notJudged : .error }
        if isAboutNothing(check) { return .error }
        let status = status(check, measured)
        guard check.metric == .invalidValues, truncated > 0 else { return status }
        // Errors that were not counted any more may have been this field's: it must not matter.
        let most = self.measured(min(judged, count + truncated), check) ?? measured
        return self.status(check, most) == status ? status : .error
    }

    private func status(_ check: RunCheck, _ measured: Double) -> AuditReport.CheckStatus {
        guard check.thresholds.allSatisfy({ $0.holds(for: measured) }) else {
            return check.severity == .warn ? .warned : .failed
        }
        return check.warnThresholds.allSatisfy { $0.holds(for: measured) } ? .passed : .warned
    }

    /// A count in the check's unit.
    private func measured(_ count: Int, _ check: RunCheck) -> Double? {
        check.unit == .percent ? percent(of: count, check.metric) : Double(count)
    }

    private static func threshold(_ threshold: Threshold, _ severity: AuditReport.Severity) -> AuditReport.Threshold {
        let values = threshold.comparison.isRange ? [threshold.value, threshold.upper] : [threshold.value]
        return AuditReport.Threshold(threshold.comparison, values: values, severity: severity)
    }

    private static func dimension(_ metric: RunCheck.Metric) -> AuditReport.Dimension {
        switch metric {
        case .rowCount, .nullValues, .missingValues: .completeness
        case .invalidRows, .invalidValues: .conformity
        }
    }
}
