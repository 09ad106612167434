import ArgumentParser
import Loader

/// `audit check`: a verdict on messages, without a database and without a key.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check messages against a contract; load nothing.",
        discussion: """
            EXAMPLES
              audit check --schema schemas/user_logins.yaml logins.ndjson
              zcat logins.ndjson.gz | audit check --schema schemas/user_logins.yaml -
              audit check --schema schema.json --max-invalid 0.5% --json events/*.json
            """)

    @Argument(help: ArgumentHelp("Files, or - for standard input: NDJSON, an array or several values; also .gz, .zst."))
    var inputs: [String]

    @OptionGroup var flags: RunFlags

    func run() throws {
        let settings = try Settings()
        let contract = try flags.contract(settings)
        let request = try flags.request(.check, contract, settings)
        let conclusion = try RunConclusion(flags, settings)
        let source = try FileSource(inputs, options: flags.fileOptions(settings))
        try conclusion.perform(AuditRun(request, source: source, keyring: nil), source: source)
    }
}
