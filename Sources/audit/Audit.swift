import ArgumentParser
import Loader

/// The command line: `audit SUBCOMMAND …`.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check JSON messages against a contract, mask personal data, load PostgreSQL, and prove it.",
        discussion: """
            EXAMPLES
              audit check --schema schemas/user_logins.yaml logins.ndjson
              audit keys create
              audit load --schema schemas/user_logins.yaml logins.ndjson
              audit load --source sqs://localhost:4566/000000000000/login-queue --database postgresql://localhost/logins
              audit quarantine list
              audit schema lint schemas/user_logins.yaml

            EXIT CODES
              0 passed · 1 the data failed the audit · 2 incomplete: something could not be read, written or proven
              64 usage · 78 contract or configuration wrong · 130/143 interrupted

            Settings come from flags, then AUDIT_* environment variables, then audit.yaml in the working directory.
            Completions: audit --generate-completion-script bash|zsh|fish
            """,
        version: AuditVersion.current,
        subcommands: [
            CheckCommand.self, LoadCommand.self, QuarantineCommand.self, RunsCommand.self, ReportCommand.self,
            KeysCommand.self, SchemaCommand.self, DatabaseCommand.self, DoctorCommand.self, BowtieCommand.self,
        ])
}
