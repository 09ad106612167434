import Testing

@testable import Reporting

@Suite struct CheckTextTests {
    private static func check(
        _ kind: AuditReport.CheckKind, _ status: AuditReport.CheckStatus, failures: Int? = nil, measured: Double? = nil,
        _ thresholds: AuditReport.Threshold...
    ) -> AuditReport.Check {
        .init(
            id: "id", name: "name", kind: kind, status: status, measured: measured, unit: "percent",
            thresholds: thresholds, failureCount: failures)
    }

    @Test(
        "A finding says what is known, whatever the state",
        arguments: [
            (check(.message, .failed, failures: 5), "5 of 1,000 messages (0.5 %)"),
            (check(.message, .passed, failures: 0), "0 of 1,000 messages (0 %)"),
            (check(.message, .notJudged), "not judged"), (check(.run, .passed), "passed"),
            (check(.run, .failed, failures: 1), "1 failure"),
            (check(.delivery, .failed, failures: 2000), "2,000 failures"),
            (check(.run, .passed, failures: 0), "passed"),
            (check(.run, .error), "could not be evaluated"),
            (
                check(.run, .failed, measured: 7, .init(.mustBeLessThan, 5)), "measured 7 %, required < 5 %"
            ),
            (
                check(.run, .notJudged, .init(.mustBeLessThan, 5), .init(.mustBeLessThan, 1, severity: .warn)),
                "not judged, required < 5 %, warn: < 1 %"
            ),
        ])
    func finding(check: AuditReport.Check, text: String) { #expect(check.finding(read: 1000) == text) }

    @Test("Without messages there is no share")
    func noMessages() {
        let check = Self.check(.message, .failed, failures: 5)
        #expect(check.finding(read: 0) == "5 failures")
        #expect(check.finding(read: nil) == "5 failures")
        #expect(check.finding(read: 1) == "5 of 1 message (500 %)")
    }

    @Test("Failures without a place are counted, those listed and not shown too")
    func omission() {
        var check = Self.check(.message, .failed, failures: 5)
        #expect(check.omission(shown: 0) == nil)
        check.locations = [.init(line: 1), .init(line: 2)]
        #expect(check.omission(shown: 2) == nil)
        #expect(check.omission(shown: 1) == "and 1 more")
        check.locationsOmitted = 1500
        #expect(check.omission(shown: 1) == "and 1,501 more")
    }

    @Test("A check without a name is called by its id")
    func title() {
        var check = Self.check(.run, .passed)
        #expect(check.title == "name")
        check.name = ""
        #expect(check.title == "id")
    }
}
