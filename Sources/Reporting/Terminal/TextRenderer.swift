/// Renders a report for standard output: stages with their rates, the checks that did not pass, problems, and one
/// counted last line.
public struct TextRenderer: Sendable {
    /// Whether words are coloured with ANSI escapes.
    public var colored: Bool

    /// The places shown for each check.
    static let locationLimit = 3
    /// The checks shown; the reports have all.
    static let checkLimit = 20

    /// A renderer with or without colours.
    public init(colored: Bool = false) { self.colored = colored }

    /// The summary, with a newline at its end.
    public func render(_ report: AuditReport) -> String {
        let blocks = [stages(of: report), checks(of: report), problems(of: report), notes(on: report)]
        let last = report.countsSentence + " " + paint.verdict(report.verdictSentence, report.verdict)
        return (blocks.filter { !$0.isEmpty } + [[last]]).map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    private var paint: Paint { Paint(isOn: colored) }

    private func stages(of report: AuditReport) -> [String] {
        guard !report.timing.stages.isEmpty else { return [] }
        var table = TextTable([("Stage", .left), ("Rows", .right), ("Seconds", .right), ("Rows/s", .right)])
        let total = AuditReport.Stage(name: "total", rows: report.counts.read, seconds: report.timing.elapsedSeconds)
        for stage in report.timing.stages + [total] {
            table.add(
                VisibleText.oneLine(stage.name, limit: 40), stage.rows.map(Numerals.grouped) ?? "",
                Numerals.fixed(stage.seconds, 3), stage.rateText)
        }
        return table.lines
    }

    private func checks(of report: AuditReport) -> [String] {
        let conspicuous = report.conspicuousChecks
        let shown = conspicuous.prefix(Self.checkLimit)
        guard !shown.isEmpty else { return [] }
        var table = TextTable([
            ("Status", .left), ("Check", .left), ("Failures", .right), ("Share", .right), ("Measured", .right),
            ("Required", .left),
        ])
        for check in shown {
            table.add(
                check.status.word, VisibleText.oneLine(check.title, limit: 60),
                check.failureCount.map(Numerals.grouped) ?? "", check.shareText(of: report.counts.read),
                check.measuredText, check.thresholdText)
        }
        var lines = Array(table.lines.prefix(2))
        for (check, row) in zip(shown, table.lines.dropFirst(2)) {
            let word = check.status.word
            lines.append(paint.outcome(word, check.status) + row.dropFirst(word.count))
            lines += places(of: check)
        }
        let more = conspicuous.count - shown.count
        return lines + (more > 0 ? ["and \(Numerals.counted(more, "more check")): see the report"] : [])
    }

    private func places(of check: AuditReport.Check) -> [String] {
        let shown = check.locations.prefix(Self.locationLimit)
        let lines = shown.map(\.text) + (check.omission(shown: shown.count).map { [$0] } ?? [])
        return lines.map { paint.dim("        " + $0) }
    }

    private func problems(of report: AuditReport) -> [String] {
        report.problems.flatMap { problem in
            let code = VisibleText.oneLine(problem.code, limit: 80)
            let line = paint.red("problem") + " \(code): \(VisibleText.oneLine(problem.message))"
            return problem.remedy.isEmpty ? [line] : [line, "        " + VisibleText.oneLine(problem.remedy)]
        }
    }

    private func notes(on report: AuditReport) -> [String] {
        var lines: [String] = []
        if report.reconciled == false { lines.append(paint.red("The counts do not reconcile.")) }
        if report.errorsTruncated > 0 {
            lines.append(
                "\(Numerals.counted(report.errorsTruncated, "message")) may have more errors than are told.")
        }
        if let database = report.run.database { lines.append("Database: \(VisibleText.oneLine(database))") }
        return lines
    }
}

extension AuditReport.Stage {
    /// Rows in a second; empty where there is nothing to divide.
    var rateText: String {
        guard let rows, seconds > 0 else { return "" }
        return Numerals.fixed(Double(rows) / seconds, 0)
    }
}
