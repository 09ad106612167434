import Testing
import Validator

@testable import Reporting

/// A linter's report as text, JSON and SARIF.
@Suite struct LintReportTests {
    private static let rule = LintRule(
        id: "some-rule", severity: .warning, summary: "S.", explanation: "E.", remedy: "Do it")

    private static func report(_ severities: [LintSeverity], problems: Int = 0) -> LintReport {
        let findings = severities.enumerated().map { index, severity in
            LintReport.Finding(
                file: "a.yaml", line: index + 1, column: 2,
                finding: LintFinding(rule, at: "/a", "what is wrong", severity: severity))
        }
        let broken = (0..<problems).map { LintReport.Problem(file: "b\($0).yaml", line: 1, column: 1, message: "m") }
        return LintReport(rules: [rule], files: ["a.yaml"], findings: findings, problems: broken)
    }

    @Test("Each finding is a line with its place and one with its remedy; the last line counts")
    func text() {
        #expect(
            LintTextRenderer().render(Self.report([.error, .warning])) == """
                a.yaml:1:2: error some-rule what is wrong
                  Do it
                a.yaml:2:2: warning some-rule what is wrong
                  Do it
                1 file: 1 error, 1 warning, 0 notes.

                """)
        #expect(LintTextRenderer().render(Self.report([])) == "1 file: nothing found.\n")
        #expect(
            LintTextRenderer().render(Self.report([], problems: 2))
                == "1 file: nothing found. 2 files could not be read as a schema.\n")
    }

    @Test("Colours only where they are asked for")
    func colors() {
        let report = Self.report([.error, .warning, .note])
        #expect(!LintTextRenderer().render(report).contains("\u{1B}"))
        #expect(LintTextRenderer(colored: true).render(report).contains("\u{1B}[1;31merror\u{1B}[0m"))
    }

    @Test("What a terminal would obey is made visible")
    func hostile() {
        let finding = LintReport.Finding(
            file: "a\u{1B}[2J.yaml", line: 1, column: 1,
            finding: LintFinding(Self.rule, at: "/a", "a\nline 'x\u{202E}'", remedy: "b\rc"))
        let text = LintTextRenderer().render(
            LintReport(rules: [Self.rule], files: ["a"], findings: [finding], problems: []))
        #expect(text.split(separator: "\n").count == 3)
        for scalar in ["\u{1B}", "\u{202E}", "\r"] { #expect(!text.contains(scalar)) }
    }

    @Test("JSON has counts, findings and problems")
    func json() {
        let json = Self.report([.error, .note, .note], problems: 1).json
        #expect(json["counts"] == ["error": 1, "warning": 0, "note": 2, "problem": 1])
        #expect(
            json["/findings/0" as JSONPointer] == [
                "rule": "some-rule", "severity": "error", "file": "a.yaml", "line": 1, "column": 2, "place": "/a",
                "message": "what is wrong", "remedy": "Do it",
            ])
        #expect(json["/problems/0" as JSONPointer] == ["file": "b0.yaml", "line": 1, "column": 1, "message": "m"])
    }

    @Test("SARIF has the rules, the findings, and problems as notifications")
    func sarif() throws {
        let log = Self.report([.error, .note], problems: 1).sarif(version: "1.0.0").json
        #expect(try SARIFShape.errors(in: log) == [])
        #expect(log["/runs/0/tool/driver/rules/0/id" as JSONPointer] == "some-rule")
        #expect(log["/runs/0/results/0/level" as JSONPointer] == "error")
        #expect(log["/runs/0/results/1/level" as JSONPointer] == "note")
        #expect(log["/runs/0/results/0/message/text" as JSONPointer] == "what is wrong (Do it)")
        #expect(log["/runs/0/invocations/0/toolExecutionNotifications/0/message/text" as JSONPointer] == "m")
    }

    @Test(
        "The worst severity decides",
        arguments: [([], nil), ([.note, .error, .warning], .error), ([.note], .note)]
            as [([LintSeverity], LintSeverity?)])
    func worst(_ severities: [LintSeverity], _ expected: LintSeverity?) {
        #expect(Self.report(severities).worst == expected)
    }
}
