extension JUnitSuite {
    /// The suites of a report: the gate, then one for each kind of check that the report has.
    static func suites(of report: AuditReport, warnings: JUnitWarnings) -> [JUnitSuite] {
        let kinds: [(AuditReport.CheckKind, String)] = [
            (.message, "message checks"), (.run, "run checks"), (.delivery, "delivery checks"),
        ]
        let groups = kinds.compactMap { kind, name -> JUnitSuite? in
            let checks = report.checks.filter { $0.kind == kind }
            guard !checks.isEmpty else { return nil }
            var names = UniqueNames()
            let cases = checks.map { JUnitCase($0, name: names.unique($0.id), in: report, warnings: warnings) }
            return JUnitSuite(name: title(name, report), cases: cases)
        }
        return [gate(of: report, warnings: warnings)] + groups
    }

    /// Consumers take two suites of one name for one, also where their files are of different contracts.
    private static func title(_ group: String, _ report: AuditReport) -> String {
        "\(JUnitCase.contract(of: report)): \(group)"
    }

    /// The suite of the one case that carries the verdict, so that no run makes an empty file.
    private static func gate(of report: AuditReport, warnings: JUnitWarnings) -> JUnitSuite {
        let problems = report.problems.map { problem in
            "\(VisibleText.oneLine(problem.code)): \(VisibleText.oneLine(problem.message)) "
                + VisibleText.oneLine(problem.remedy)
        }
        return JUnitSuite(
            name: title("gate", report), seconds: report.timing.elapsedSeconds,
            cases: [JUnitCase(gateOf: report, problems: problems, warnings: warnings)], errorLines: problems)
    }
}
