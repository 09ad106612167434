import Reporting
import Testing
import Validator

@testable import Loader

/// Checks about a whole run, judged by what was counted.
@Suite struct RunCheckEvaluatorTests {
    private static let ip = JSONPointer("/ip")

    private static func evaluator(read: Int, judged: Int? = nil, invalid: Int = 0, truncated: Int = 0)
        -> RunCheckEvaluator
    {
        RunCheckEvaluator(
            read: read, judged: judged ?? read, invalid: invalid, truncated: truncated,
            fields: ["/ip": AuditReport.FieldProfile(pointer: "/ip", present: 90, null: 4, invalid: 6)],
            unnamed: ["/ipp"])
    }

    private static func check(
        _ metric: RunCheck.Metric, _ thresholds: [Threshold], warn: [Threshold] = [], field: JSONPointer? = nil,
        unit: RunCheck.Unit = .rows, severity: AuditReport.Severity = .error
    ) -> RunCheck {
        RunCheck(
            id: "c", name: "a check", metric: metric, field: field, unit: unit, severity: severity,
            thresholds: thresholds, warnThresholds: warn)
    }

    @Test(
        "a metric is measured in messages",
        arguments: [
            (.rowCount, nil, 100.0, nil), (.invalidRows, nil, 7, 7), (.nullValues, ip, 4, 4),
            (.missingValues, ip, 10, 10), (.invalidValues, ip, 6, 6),
        ] as [(RunCheck.Metric, JSONPointer?, Double, Int?)])
    func measures(metric: RunCheck.Metric, field: JSONPointer?, expected: Double, failures: Int?) {
        let check = Self.check(metric, [Threshold(.mustBeGreaterOrEqualTo, 0)], field: field)
        let found = Self.evaluator(read: 100, invalid: 7).evaluate(check)
        #expect(found.measured == expected && found.failureCount == failures)
        #expect(found.status == .passed && found.unit == "rows" && found.id == "run:c" && found.kind == .run)
    }

    @Test("a share is of all messages that were read", arguments: [(200, 7, 3.5), (3, 1, 100.0 / 3), (1, 0, 0)])
    func percent(read: Int, invalid: Int, expected: Double) {
        let check = Self.check(.invalidRows, [Threshold(.mustBeLessThan, 50)], unit: .percent)
        let found = Self.evaluator(read: read, invalid: invalid).evaluate(check)
        #expect(found.measured == expected && found.status == .passed && found.unit == "percent")
    }

    @Test(
        "a threshold that does not hold fails, or warns where the check is no more than a warning",
        arguments: [(AuditReport.Severity.error, AuditReport.CheckStatus.failed), (.warn, .warned)])
    func broken(severity: AuditReport.Severity, status: AuditReport.CheckStatus) {
        let check = Self.check(.invalidRows, [Threshold(.mustBe, 0)], severity: severity)
        #expect(Self.evaluator(read: 10, invalid: 1).evaluate(check).status == status)
        #expect(Self.evaluator(read: 10, invalid: 0).evaluate(check).status == .passed)
    }

    @Test("every threshold has to hold, and a warning's is looked at last")
    func several() {
        let check = Self.check(
            .rowCount, [Threshold(.mustBeGreaterThan, 10), Threshold(.mustBeLessThan, 100)],
            warn: [Threshold(.mustBeBetween, 40, upper: 60)])
        let status = [10, 11, 39, 40, 60, 61, 99, 100].map { Self.evaluator(read: $0).evaluate(check).status }
        #expect(status == [.failed, .warned, .warned, .passed, .passed, .warned, .warned, .failed])
    }

    @Test("without any message nothing that needs one is judged, and the number of messages is")
    func nothingRead() {
        let share = Self.check(.invalidRows, [Threshold(.mustBeLessThan, 1)], unit: .percent)
        #expect(Self.evaluator(read: 0).evaluate(share).status == .notJudged)
        let count = Self.check(.rowCount, [Threshold(.mustBeGreaterThan, 0)])
        #expect(Self.evaluator(read: 0).evaluate(count).status == .failed)
    }

    @Test("what could not be measured is an error and never a pass")
    func unmeasured() {
        let check = Self.check(.nullValues, [Threshold(.mustBe, 0)], field: JSONPointer("/nowhere"))
        let found = Self.evaluator(read: 5).evaluate(check)
        #expect(found.status == .error && found.measured == nil && found.failureCount == nil)
    }

    @Test("thresholds stand in the report with their severity and both ends of a range")
    func thresholds() {
        let check = Self.check(
            .rowCount, [Threshold(.mustBeBetween, 1, upper: 9)], warn: [Threshold(.mustNotBe, 5)])
        let found = Self.evaluator(read: 5).evaluate(check)
        #expect(found.status == .warned)
        #expect(
            found.thresholds == [
                AuditReport.Threshold(.mustBeBetween, values: [1, 9], severity: .error),
                AuditReport.Threshold(.mustNotBe, values: [5], severity: .warn),
            ])
    }
}
