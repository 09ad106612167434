import ArgumentParser
import Foundation
import Loader
import Reporting

/// `audit report`: a finished run's report in another format.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Render a run's report again.",
        discussion: """
            EXAMPLES
              audit report reports/user_logins/latest/audit.json --format markdown
              audit report 019ab12c-0000-7000-8000-000000000000 --format junit > junit.xml
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case junit, json, html, markdown, text
    }

    @Argument(help: ArgumentHelp("A run's id, or an audit.json.", valueName: "run|file"))
    var report: String

    @Option(help: "junit, json, html, markdown or text (the default); --json is short for json.")
    var format: Format?

    @OptionGroup var junit: JUnitFlags

    @OptionGroup var flags: DatabaseFlags

    func validate() throws {
        let isJUnit = format == .junit
        guard isJUnit || (junit.junitProfile == nil && junit.junitWarnings == nil) else {
            throw ValidationError("--junit-profile and --junit-warnings are for --format junit.")
        }
    }

    func run() throws {
        if MessageID(report) != nil {
            try flags.withLoaded { try show(StoredReport.find(report, $0)) }
        } else {
            guard flags.database == nil else {
                throw LoaderError(
                    "report.usage", .usage, "--database is for the report of a run's id, and a file is named.",
                    remedy: "Leave one of them away.")
            }
            try show(StoredReport.read(report))
        }
    }

    private func show(_ report: AuditReport) throws {
        switch format ?? (flags.json ? .json : .text) {
        case .junit:
            let settings = try Settings()
            let bytes = try junit.renderer(settings, settings.failOn(flag: nil)).render(report)
            Console.output(String(decoding: bytes, as: UTF8.self), terminator: "")
        case .json: Console.output(report.jsonText, terminator: "")
        case .html: Console.output(HTMLRenderer().render(report), terminator: "")
        case .markdown: Console.output(MarkdownRenderer().render(report), terminator: "")
        case .text: Console.output(TextRenderer().render(report), terminator: "")
        }
    }
}
