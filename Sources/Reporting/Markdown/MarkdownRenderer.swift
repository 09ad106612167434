/// Renders a report as GitHub-flavoured Markdown, for a step summary or a comment.
public struct MarkdownRenderer: Sendable {
    /// The places shown for each check.
    static let locationLimit = 3
    /// The checks in the table of all; a step summary takes 1 MiB.
    static let checkLimit = 500

    /// A renderer.
    public init() {}

    /// The document, with a newline at its end.
    public func render(_ report: AuditReport) -> String {
        let blocks = [
            heading(of: report), problems(of: report), conspicuous(in: report), allChecks(of: report),
            provenance(of: report),
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func heading(of report: AuditReport) -> [String] {
        let run = report.run
        let version = run.contractVersion.map { " " + Self.escape($0) } ?? ""
        var lines = [
            "## \(report.verdict.rawValue.uppercased()): \(Self.escape(run.contract))\(version)", "",
            Self.escape(report.closingSentence),
        ]
        if let equation = report.equation { lines += ["", Self.escape(equation) + "."] }
        return lines
    }

    private func problems(of report: AuditReport) -> [String] {
        guard !report.problems.isEmpty else { return [] }
        return ["### Problems", ""]
            + report.problems.map { problem in
                "- \(Self.code(problem.code)) \(Self.escape(problem.message)) \(Self.escape(problem.remedy))"
            }
    }

    private func conspicuous(in report: AuditReport) -> [String] {
        let checks = report.conspicuousChecks.prefix(Self.checkLimit)
        guard !checks.isEmpty else { return [] }
        var lines = [
            "### Checks that did not pass", "", "| Status | Check | Found | First places |",
            "| --- | --- | --- | --- |",
        ]
        for check in checks {
            let shown = check.locations.prefix(Self.locationLimit)
            let places = shown.map { Self.escape($0.text) } + (check.omission(shown: shown.count).map { [$0] } ?? [])
            let finding = Self.escape(check.finding(read: report.counts.read))
            lines.append(
                "| \(check.status.word) | \(Self.escape(check.title)) | \(finding) | "
                    + "\(places.joined(separator: "<br>")) |")
        }
        return lines
    }

    private func allChecks(of report: AuditReport) -> [String] {
        guard !report.checks.isEmpty else { return [] }
        let shown = report.checks.prefix(Self.checkLimit)
        let rows = shown.map { check in
            "| \(check.status.word) | \(Self.code(check.id)) | \(check.kind.rawValue) | "
                + "\(Self.escape(check.finding(read: report.counts.read))) |"
        }
        let more = report.checks.count - shown.count
        let head = [
            "<details><summary>All \(Numerals.counted(report.checks.count, "check"))</summary>", "",
            "| Status | Check | Kind | Found |", "| --- | --- | --- | --- |",
        ]
        return head + rows + (more > 0 ? ["", "and \(Numerals.grouped(more)) more"] : []) + ["", "</details>"]
    }

    private func provenance(of report: AuditReport) -> [String] {
        let run = report.run
        let place = run.database.map { " into \(Self.code($0))" } ?? ""
        return [
            "Run \(Self.code(run.id)) of \(Self.code(run.source))\(place), \(run.startedAt), "
                + "audit \(Self.escape(report.tool.version))."
        ]
    }

    /// The text on one line with Markdown's and HTML's signs escaped.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in VisibleText.oneLine(text).unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "|", "~", "!", "@":
                escaped += "\\" + String(character)
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// The text as code, in HTML, as a table's cell cannot hold every text between backticks.
    static func code(_ text: String) -> String { "<code>\(escape(text))</code>" }
}
