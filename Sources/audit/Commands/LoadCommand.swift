import ArgumentParser
import Loader

/// `audit load`: messages into PostgreSQL, every one accounted for.
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Check messages, mask personal data, load the valid ones, quarantine the others.",
        discussion: """
            EXAMPLES
              audit load --schema schemas/user_logins.yaml logins.ndjson
              audit load --source sqs:login-queue --database "postgresql://loader@db.example/logins"
              audit load --source sqs://localhost:4566/000000000000/login-queue --database embedded --idle 5s
              audit load --source sqs:login-queue --follow --health-listen 0.0.0.0:8080 --metrics-listen 0.0.0.0:8080
            """)

    @Argument(help: ArgumentHelp("Files, or - for standard input, where no --source is named."))
    var inputs: [String] = []

    @Option(
        help: ArgumentHelp(
            "A queue: sqs:NAME, its https URL, sqs://HOST:PORT/ACCOUNT/QUEUE for a local server; or a file.",
            valueName: "uri"))
    var source: String?

    @Option(help: ArgumentHelp("A libpq connection string, or embedded (the default for files).", valueName: "uri"))
    var database: String?

    @Option(help: ArgumentHelp("The key ring (default: .audit/keyring.json).", valueName: "file"))
    var keyring: String?

    @Option(
        help: ArgumentHelp("The rows of one transaction (default: 25000 of files, 2000 of a queue).", valueName: "n"))
    var batchRows: String?

    @Option(help: ArgumentHelp("End when the queue has been empty so long (default: 10s).", valueName: "time"))
    var idle: String?

    @Option(
        help: ArgumentHelp(
            "How long a received message stays hidden from other consumers (default: 60s); extended while it is in work.",
            valueName: "time"))
    var visibility: String?

    @Option(
        help: ArgumentHelp(
            "Requests that wait for messages at once (default: 4); a FIFO queue has one.", valueName: "n"))
    var receivers: String?

    @Option(
        help: ArgumentHelp(
            "How long a database or a queue may be away before the run gives up (default: 30s).", valueName: "time"))
    var retryTime: String?

    @Option(
        help: ArgumentHelp(
            "Where it is noted which message is being judged, so that one that ends the program is told apart (default: .audit/intents).",
            valueName: "dir"))
    var intents: String?

    @Option(help: ArgumentHelp("The AWS region of the queue.", valueName: "name"))
    var region: String?

    @OptionGroup(title: "A service") var service: FollowFlags
    @OptionGroup var flags: RunFlags

    func run() throws {
        let settings = try Settings()
        let contract = try flags.contract(settings)
        guard contract.load != nil else {
            throw LoaderError(
                "contract.no_load", .configuration, "\(contract.path) does not say how messages are loaded.",
                remedy: "Add a load part (docs/contract.md), or use audit check.")
        }
        var request = try flags.request(.load, contract, settings)
        request.retrySeconds = try settings.seconds("retry-time", flag: retryTime) ?? request.retrySeconds
        let place = try SourcePlace(self, settings)
        request.batchRows =
            try settings.count("batch-rows", flag: batchRows, atMost: 10_000_000) ?? place.batchRows
            ?? request.batchRows
        if try service.isOn(settings, self) { return try follow(place, request, settings) }
        if !place.isQueue { try refuseQueueFlags() }
        let conclusion = try RunConclusion(flags, settings)
        let target = try DatabasePlace(settings, flag: database, isQueue: place.isQueue)
        let keys = try Keyring.load(at: settings.text("keyring", flag: keyring)?.value ?? Keyring.defaultPath)
        let source = try place.open(request, self, settings)
        defer { target.close() }
        let log = intentLog(request, settings)
        defer { log?.close() }
        let run = try AuditRun(request, source: source, keyring: keys, intents: log) { try target.connect() }
        try conclusion.perform(run, source: source)
    }

    /// A flag that does nothing is one that somebody relies on in vain.
    private func refuseQueueFlags() throws {
        let own = [("idle", idle), ("visibility", visibility), ("receivers", receivers), ("region", region)]
        guard let (name, _) = own.first(where: { $0.1 != nil }) else { return }
        throw LoaderError(
            "load.usage", .usage, "--\(name) is for a queue, and files are loaded.",
            remedy: "Leave it away, or name a queue with --source.")
    }

    private func follow(_ place: SourcePlace, _ request: RunRequest, _ settings: Settings) throws {
        guard case .queue(let location) = place else {
            throw LoaderError(
                "follow.usage", .usage, "--follow needs a queue: files end.",
                remedy: "Name a queue with --source, or leave --follow away.")
        }
        let conclusion = try FollowConclusion(flags, settings)
        let options = try service.options(settings, maxMessages: request.maxMessages)
        let listeners = try service.listeners(settings)
        let target = try DatabasePlace(settings, flag: database, isQueue: true)
        let keys = try Keyring.load(at: settings.text("keyring", flag: keyring)?.value ?? Keyring.defaultPath)
        defer { target.close() }
        let log = intentLog(request, settings)
        defer { log?.close() }
        let follower = try FollowService(
            request, location: location, source: SourcePlace.queueOptions(request, self, settings),
            environment: settings.awsEnvironment(region: region), keyring: keys, intents: log, options: options,
            connect: target.opener())
        try conclusion.perform(follower, listeners: listeners)
    }

    /// A load goes on where nothing can be written down, and says so.
    private func intentLog(_ request: RunRequest, _ settings: Settings) -> IntentLog? {
        let directory = settings.text("intents", flag: intents)?.value ?? IntentLog.defaultDirectory
        do throws(LoaderError) {
            return try IntentLog(
                directory: directory, contract: request.contract.name, slots: request.workers + 1)
        } catch {
            Console.complain("\(error)")
            return nil
        }
    }
}
