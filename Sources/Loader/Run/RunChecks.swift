import Reporting

/// The checks about a whole run: the contract's, and those that hold where it says nothing.
enum RunChecks {
    /// The checks of a run, in the order of the report.
    static func all(of request: RunRequest) -> [RunCheck] {
        let own = request.contract.checks
        var (first, last): ([RunCheck], [RunCheck]) = ([], [])
        if !request.allowsEmpty, !own.contains(where: refusesNothing) { first = [notEmpty] }
        if let limit = request.maxInvalid {
            last = [invalidLimit(limit)]
        } else if !own.contains(where: { $0.metric == .invalidRows }) {
            last = [request.command == .check ? invalidLimit(.rows(0)) : quarantineWarning]
        }
        let ids = Set(own.map(\.id))
        return first.map { renamed($0, unlike: ids) } + own + last.map { renamed($0, unlike: ids) }
    }

    /// A contract may have given the id to a check of its own, which keeps it.
    private static func renamed(_ check: RunCheck, unlike ids: Set<String>) -> RunCheck {
        var check = check
        while ids.contains(check.id) { check.id = "default_" + check.id }
        return check
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
