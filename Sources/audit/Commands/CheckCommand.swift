import ArgumentParser
import Loader
import Validator

/// `audit check`: a verdict on messages, without a database and without a key.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check messages against a contract; load nothing.",
        discussion: """
            EXAMPLES
              audit check --schema schemas/user_logins.yaml logins.ndjson
              zcat logins.ndjson.gz | audit check --schema schemas/user_logins.yaml -
              audit check --schema schema.json --max-invalid 0.5% --json events/*.json
              audit check --schema schema.json --output basic events.ndjson
            """)

    @Argument(help: ArgumentHelp("Files, or - for standard input: NDJSON, an array or several values; also .gz, .zst."))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "Print JSON Schema's output for each message: flag, basic, detailed or verbose; summary to stderr.",
            valueName: "format"))
    var output: OutputFormat?

    @OptionGroup var flags: RunFlags

    func validate() throws {
        guard output != nil, flags.json else { return }
        throw ArgumentParser.ValidationError("Both --output and --json want standard output.")
    }

    func run() throws {
        let settings = try Settings()
        let contract = try flags.contract(settings)
        var request = try flags.request(.check, contract, settings)
        request.output = output.map { format in
            MessageOutput(format: format) { Console.output($0, terminator: "") }
        }
        let conclusion = try RunConclusion(flags, settings, isOutputTaken: output != nil)
        let source = try FileSource(inputs, options: flags.fileOptions(settings))
        try conclusion.perform(AuditRun(request, source: source, keyring: nil), source: source)
    }
}

extension OutputFormat: ExpressibleByArgument {}
