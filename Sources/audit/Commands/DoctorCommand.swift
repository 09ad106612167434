import ArgumentParser
import Loader
import Reporting

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
                Console.output("ok       \(name): \(VisibleText.oneLine(try body(), limit: 1_000))")
            } catch {
                let error = error as? LoaderError
                Console.output("problem  \(name): \(VisibleText.lines(error?.message ?? "could not be checked"))")
                if let remedy = error?.remedy, !remedy.isEmpty {
                    Console.output("         \(VisibleText.lines(remedy))")
                }
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
        let queue = settings.text("source", flag: source).map(\.value).flatMap { QueueLocation.isQueue($0) ? $0 : nil }
        examine("database") { try databaseState(settings, contract, isQueue: queue != nil) }
        if let queue {
            examine("queue") {
                try SQSQueue.describe(QueueLocation(queue), environment: settings.awsEnvironment(region: nil))
            }
        }
        if let worst { throw ExitCode(worst.rawValue) }
    }

    private func contractFile(_ settings: Settings) throws -> Contract {
        let contract = try settings.contract(flag: schema)
        _ = try contract.compile()
        return contract
    }

    /// Looks and changes nothing: what is not there is made by the first load.
    private func databaseState(_ settings: Settings, _ contract: Contract?, isQueue: Bool) throws -> String {
        let place = try DatabasePlace(settings, flag: database, isQueue: isQueue)
        defer { place.close() }
        guard try !place.isMissing else {
            let version = try EmbeddedCluster(directory: DatabasePlace.embeddedDirectory).installedVersion()
            return "embedded, PostgreSQL \(version); the first load makes it"
        }
        let connection = try place.connect()
        var parts = ["\(connection.displayName), PostgreSQL \(connection.serverVersion / 10_000)"]
        switch try Migrator(connection).state() {
        case .absent: parts.append("the first load makes the schema audit")
        case .older: parts.append("the next load upgrades the schema audit")
        case .current: break
        }
        if let plan = contract?.load, try !TargetTable(plan).examine(connection) {
            parts.append("the first load makes the table \(plan.table)")
        }
        return parts.joined(separator: "; ")
    }
}
