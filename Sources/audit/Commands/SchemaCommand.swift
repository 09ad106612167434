import ArgumentParser
import Foundation
import Loader
import Reporting
import Validator

/// `audit schema`: what is wrong with a schema or a contract before any message comes.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Find mistakes in schemas and contracts.", subcommands: [Lint.self])

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find mistakes that a validator accepts without a word.",
            discussion: """
                EXAMPLES
                  audit schema lint schemas/user_logins.yaml
                  audit schema lint --fail-on warn schemas/*.json
                  audit schema lint --format sarif schema.json > lint.sarif

                EXIT CODES
                  0 no error found · 1 an error, or with --fail-on warn a warning · 64 usage
                  78 a file cannot be read as a schema or a contract
                """)

        enum Format: String, CaseIterable, ExpressibleByArgument {
            case text, json, sarif
        }

        @Argument(help: ArgumentHelp("Contracts or bare JSON Schemas, as YAML or JSON.", valueName: "file"))
        var files: [String]

        @Option(help: "text, json or sarif.")
        var format: Format = .text

        @Option(help: ArgumentHelp("Exit with 1 from this severity on: error, warn or never.", valueName: "severity"))
        var failOn: String?

        @Flag(help: "Report too what this validator checks and others need not: formats since 2019-09.")
        var portable = false

        @Flag(help: "No colours.")
        var noColor = false

        func run() throws {
            let limit = try Settings().failOn(flag: failOn)
            let report = SchemaFileLinter(isPortable: portable).report(on: files)
            for problem in report.problems {
                Console.complain("\(problem.file):\(problem.line):\(problem.column): \(problem.message)")
            }
            Console.output(render(report), terminator: "")
            if !report.problems.isEmpty { throw ExitCode(ExitStatus.configuration.rawValue) }
            if limit.includes(report.worst) { throw ExitCode(ExitStatus.failed.rawValue) }
        }

        private func render(_ report: LintReport) -> String {
            switch format {
            case .json: report.json.serialized(pretty: true) + "\n"
            case .sarif: report.sarif(version: AuditVersion.current).text
            case .text:
                LintTextRenderer(colored: Console.isColored(STDOUT_FILENO, noColor: noColor)).render(report)
            }
        }
    }
}

extension FailOn {
    /// Whether a finding of that severity makes the exit code 1.
    fileprivate func includes(_ severity: LintSeverity?) -> Bool {
        switch self {
        case .error: severity == .error
        case .warn: (severity ?? .note) >= .warning
        case .never: false
        }
    }
}
