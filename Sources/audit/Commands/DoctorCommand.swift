import ArgumentParser
import Loader

/// `audit doctor`: what would keep a load from working, and how to mend it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check contract, key ring, database and queue; say how to mend each.",
        discussion: """
            EXAMPLES
              audit doctor --schema schemas/user_logins.yaml
              audit doctor --schema schemas/user_logins.yaml --source sqs:login-queue --database postgresql://db/logins
            """)

    @Option(help: ArgumentHelp("The contract.", valueName: "file"))
    var schema: String?

    @Option(help: ArgumentHelp("A queue.", valueName: "uri"))
    var source: String?

    @Option(help: ArgumentHelp("A libpq connection string, or embedded (the default).", valueName: "uri"))
    var database: String?

    @Option(help: ArgumentHelp("The key ring (default: .audit/keyring.json).", valueName: "file"))
    var keyring: String?

    func run() throws {
        let settings = try Settings()
        var worst: ExitStatus?
        func examine(_ name: String, _ body: () throws -> String) {
            do {
                Console.output("ok       \(name): \(try body())")
            } catch {
                let error = error as? LoaderError
                Console.output("problem  \(name): \(error?.message ?? "could not be checked")")
                if let remedy = error?.remedy, !remedy.isEmpty { Console.output("         \(remedy)") }
                worst = worst == .incomplete ? worst : ExitStatus(error?.kind ?? .incomplete)
            }
        }
        var contract: Contract?
        examine("contract") {
            let found = try contractFile(settings)
            contract = found
            return
                "\(found.name) \(found.version), \(found.load == nil ? "check only" : "loads \(found.load?.columns.count ?? 0) columns")"
        }
        examine("key ring") {
            let path = settings.text("keyring", flag: keyring)?.value ?? Keyring.defaultPath
            return "key \(try Keyring.load(at: path).activeID) is active"
        }
        examine("database") { try databaseState(settings, contract) }
        if let text = settings.text("source", flag: source)?.value, QueueLocation.isQueue(text) {
            examine("queue") {
                try SQSQueue.describe(QueueLocation(text), environment: settings.awsEnvironment(region: nil))
            }
        }
        if let worst { throw ExitCode(worst.rawValue) }
    }

    private func contractFile(_ settings: Settings) throws -> Contract {
        var flags = RunFlags()
        flags.schema = schema
        flags.schemaRoot = nil
        flags.formatAssertion = nil
        let contract = try flags.contract(settings)
        _ = try contract.compile()
        return contract
    }

    private func databaseState(_ settings: Settings, _ contract: Contract?) throws -> String {
        let place = try DatabasePlace(settings, flag: database)
        defer { place.close() }
        let connection = try place.connect()
        try Migrator(connection).migrate()
        if let plan = contract?.load { try TargetTable(plan).ensure(connection) }
        return "\(connection.displayName), PostgreSQL \(connection.serverVersion / 10_000)"
    }
}
