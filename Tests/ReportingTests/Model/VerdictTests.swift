import Testing

@testable import Reporting

@Suite struct VerdictTests {
    @Test("A verdict is never better than what the report proves")
    func proven() {
        var report = Samples.check()
        #expect(report.verdict == .passed)
        report.reconciled = true
        #expect(report.verdict == .passed)
        report.reconciled = false
        #expect(report.verdict == .incomplete)
        report = Samples.check()
        report.problems = Samples.incomplete().problems
        #expect(report.verdict == .incomplete)
        report = Samples.check()
        report.run.status = .warned
        report.checks[0].status = .error
        #expect(report.verdict == .incomplete)
    }

    @Test("A bad status stays", arguments: [AuditReport.RunStatus.failed, .incomplete, .interrupted])
    func stays(status: AuditReport.RunStatus) {
        var report = Samples.incomplete()
        report.run.status = status
        #expect(report.verdict == status)
    }

    @Test("A load ends with its four ways and its verdict")
    func load() {
        var report = Samples.load()
        #expect(
            report.closingSentence
                == "1,000 read: 950 loaded, 0 replaced, 50 quarantined, 0 released in 0.4 s. FAILED: 1 of 6 checks")
        report.checks[0].status = .passed
        report.run.status = .warned
        #expect(report.verdictSentence == "WARNED: 1 of 6 checks")
        report.checks[3].status = .passed
        #expect(report.verdictSentence == "WARNED: 50 messages failed")
        report.run.status = .interrupted
        #expect(report.verdictSentence == "INTERRUPTED: not every message was read")
        report.run.status = .passed
        #expect(report.verdictSentence == "PASSED: 5 of 6 checks, 1 not judged")
        report.reconciled = false
        #expect(report.verdictSentence == "INCOMPLETE: the counts do not reconcile")
    }

    @Test("A check ends with valid and invalid")
    func check() {
        var report = Samples.check()
        #expect(report.closingSentence == "3 read: 3 valid, 0 invalid in 0.04 s. PASSED: 1 check")
        report.counts = .init()
        report.checks = []
        #expect(report.closingSentence == "nothing read in 0.04 s. PASSED: 0 checks")
        report.checks = [.init(id: "a", name: "a", kind: .run, status: .error)]
        #expect(report.closingSentence.hasSuffix("INCOMPLETE: 1 of 1 check could not be evaluated"))
        #expect(Samples.incomplete().closingSentence.hasSuffix("INCOMPLETE: 1 problem"))
    }

    @Test("The equation says where it does not hold")
    func equation() {
        var report = Samples.load()
        #expect(report.equation == "1,000 read = 950 loaded + 0 replaced + 50 quarantined + 0 released")
        report.counts.loaded = 949
        #expect(report.equation == "1,000 read ≠ 949 loaded + 0 replaced + 50 quarantined + 0 released")
        report.counts.read = nil
        #expect(report.equation == nil)
    }

    @Test(
        "A threshold reads as a sign and its values",
        arguments: [
            (AuditReport.Threshold(.mustBe, 1), "= 1 %"), (.init(.mustNotBe, 1), "≠ 1 %"),
            (.init(.mustBeGreaterThan, 0), "> 0 %"), (.init(.mustBeGreaterOrEqualTo, 99.5), "≥ 99.5 %"),
            (.init(.mustBeLessThan, 5), "< 5 %"), (.init(.mustBeLessOrEqualTo, 5, severity: .warn), "warn: ≤ 5 %"),
            (.init(.mustBeBetween, 1, 2), "from 1 % to 2 %"), (.init(.mustNotBeBetween, 1, 2), "not from 1 % to 2 %"),
        ])
    func threshold(threshold: AuditReport.Threshold, text: String) { #expect(threshold.text(unit: "percent") == text) }

    @Test("A place names what is known")
    func place() {
        #expect(AuditReport.Location().text == "place unknown")
        #expect(AuditReport.Location(messageID: "m1", pointer: "").text == "message m1, the whole message")
        #expect(
            AuditReport.Location(input: "a\u{1B}.json", line: 1200, pointer: "/a/0").text == "a␛.json line 1,200, /a/0")
        #expect(AuditReport.Location(input: "a.json").text == "a.json")
    }
}
