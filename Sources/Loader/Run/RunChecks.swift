/// The checks about a whole run: the contract's, and those that hold where it says nothing.
enum RunChecks {
    /// The checks of a run, in the order of the report.
    static func all(of request: RunRequest) -> [RunCheck] {
        var checks = request.contract.checks
        if !request.allowsEmpty, !checks.contains(where: refusesNothing) { checks.insert(notEmpty, at: 0) }
        if let limit = request.maxInvalid {
            checks.append(invalidLimit(limit))
        } else if !checks.contains(where: { $0.metric == .invalidRows }) {
            checks.append(request.command == .check ? invalidLimit(.rows(0)) : quarantineWarning)
        }
        return checks
    }

    /// Whether a check fails where no message was read: one that only limits the rows does not.
    private static func refusesNothing(_ check: RunCheck) -> Bool {
        check.metric == .rowCount && check.severity != .warn && !check.thresholds.allSatisfy { $0.holds(for: 0) }
    }

    private static let notEmpty = RunCheck(
        id: "row_count", name: "messages were read", metric: .rowCount, thresholds: [Threshold(.mustBeGreaterThan, 0)])

    /// A load that quarantined something is not silent about it.
    private static let quarantineWarning = RunCheck(
        id: "invalid_rows", name: "invalid messages", metric: .invalidRows, thresholds: [],
        warnThresholds: [Threshold(.mustBeLessOrEqualTo, 0)])

    private static func invalidLimit(_ limit: InvalidLimit) -> RunCheck {
        switch limit {
        case .rows(let count):
            RunCheck(
                id: "max_invalid", name: "invalid messages", metric: .invalidRows,
                thresholds: [Threshold(.mustBeLessOrEqualTo, Double(count))])
        case .percent(let share):
            RunCheck(
                id: "max_invalid", name: "share of invalid messages", metric: .invalidRows, unit: .percent,
                thresholds: [Threshold(.mustBeLessOrEqualTo, share)])
        }
    }
}
