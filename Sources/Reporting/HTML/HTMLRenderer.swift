/// Renders a report as one page for people: the verdict first, then why, then everything.
///
/// The page needs nothing but itself: no scripts, no other files. It follows the reader's dark or light setting, is
/// made of headings, lists and tables that a screen reader can walk, and prints.
public struct HTMLRenderer: Sendable {
    /// The places shown for each check.
    static let locationLimit = 10

    /// A renderer.
    public init() {}

    /// The page.
    public func render(_ report: AuditReport) -> String {
        let title: HTMLText = "\(report.verdict.rawValue.uppercased()): \(report.run.contract)"
        let page: HTMLText = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(title)</title>
            <style>
            \(HTMLText(markup: Self.style))
            </style>
            </head>
            <body>
            \(header(of: report))
            <main>
            \(problems(of: report))\(counts(of: report))\(conspicuous(in: report))\(allChecks(of: report))\
            \(fields(of: report))\(timing(of: report))\(inputs(of: report))\(provenance(of: report))</main>
            </body>
            </html>

            """
        return page.markup
    }

    private func header(of report: AuditReport) -> HTMLText {
        let version = report.run.contractVersion.map { " " + $0 } ?? ""
        return """
            <header>
            <p class="kicker">audit \(report.run.command) · \(report.run.contract)\(version)</p>
            <h1><span class="verdict \(report.verdict.rawValue)">\(report.verdict.rawValue.uppercased())</span> \
            \(report.headline)</h1>
            <p>\(report.countsSentence) Run <code>\(report.run.id)</code>, \(report.run.startedAt.secondsText)Z.</p>
            </header>
            """
    }

    private func problems(of report: AuditReport) -> HTMLText {
        guard !report.problems.isEmpty else { return "" }
        let items = report.problems.map { problem -> HTMLText in
            "<li><strong>\(problem.message)</strong> \(problem.remedy) <code>\(problem.code)</code></li>\n"
        }
        return """
            <section class="problems" aria-labelledby="problems">
            <h2 id="problems">What made this run incomplete or cut it short</h2>
            <ul>
            \(items)</ul>
            </section>

            """
    }
}

extension AuditReport {
    /// The verdict in a few words.
    fileprivate var headline: String {
        let conspicuous = checks.count { $0.status == .failed }
        let total = Numerals.counted(checks.count, "check")
        switch verdict {
        case .passed: return isEmpty ? "nothing was read" : "the data passed \(total)"
        case .warned: return "the data passed, with warnings"
        case .failed: return conspicuous > 0 ? "\(Numerals.grouped(conspicuous)) of \(total) failed" : "the data failed"
        case .incomplete: return "the run could not prove what it did"
        case .interrupted: return "the run was stopped before its end"
        }
    }
}
