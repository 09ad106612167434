import Validator

/// Renders a linter's report for people: two lines a finding, and one counted last line.
public struct LintTextRenderer: Sendable {
    private let paint: Paint

    /// A renderer with or without colours.
    public init(colored: Bool = false) { paint = Paint(isOn: colored) }

    /// The report, with a newline at its end.
    public func render(_ report: LintReport) -> String {
        (report.findings.flatMap(lines) + [summary(of: report)]).joined(separator: "\n") + "\n"
    }

    private func lines(_ located: LintReport.Finding) -> [String] {
        let finding = located.finding
        let place = "\(VisibleText.oneLine(located.file)):\(located.line):\(located.column)"
        let word = colored(finding.severity)
        return [
            "\(place): \(word) \(finding.rule.id) \(VisibleText.oneLine(finding.message))",
            "  \(paint.dim(VisibleText.oneLine(finding.remedy)))",
        ]
    }

    private func colored(_ severity: LintSeverity) -> String {
        switch severity {
        case .error: paint.red(severity.rawValue)
        case .warning: paint.yellow(severity.rawValue)
        case .note: paint.dim(severity.rawValue)
        }
    }

    private func summary(of report: LintReport) -> String {
        let files = Numerals.counted(report.files.count, "file")
        let counts = [LintSeverity.error, .warning, .note].map { severity in
            Numerals.counted(report.count(severity), severity.rawValue)
        }
        let found = report.findings.isEmpty ? "nothing found" : counts.joined(separator: ", ")
        let unread = Set(report.problems.map(\.file)).count
        let rest = unread == 0 ? "" : "\(Numerals.counted(unread, "file")) could not be read as a schema."
        // Nothing was looked for in a file that could not be read.
        if unread == report.files.count, report.findings.isEmpty { return rest }
        return ["\(files): \(found).", rest].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
