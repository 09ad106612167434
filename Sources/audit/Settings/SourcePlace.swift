import Loader

/// Where a load reads from: a queue, or files.
enum SourcePlace {
    case queue(QueueLocation)
    case files([String])

    /// The source that the flags and settings name.
    ///
    /// - Throws: ``LoaderError`` of kind `usage` where none or two are named.
    init(_ command: LoadCommand, _ settings: Settings) throws {
        if !command.inputs.isEmpty {
            guard command.source == nil else {
                throw LoaderError("source.usage", .usage, "Both --source and files are named.", remedy: "Name one.")
            }
            self = .files(command.inputs)
            return
        }
        guard let text = settings.text("source", flag: command.source)?.value else {
            throw LoaderError(
                "source.usage", .usage, "No source is named.", remedy: "Name files, or a queue with --source.")
        }
        self = QueueLocation.isQueue(text) ? .queue(try QueueLocation(text)) : .files([text])
    }

    /// Whether messages come from a queue, which forgets what is acknowledged.
    var isQueue: Bool { if case .queue = self { true } else { false } }

    /// The rows of a transaction where nothing says otherwise; nil: as many as usual. Messages of a queue are deleted
    /// only after it, and no more than so many are received before the first of them are.
    var batchRows: Int? { isQueue ? 2_000 : nil }

    /// Opens the source.
    func open(_ request: RunRequest, _ command: LoadCommand, _ settings: Settings) throws -> any MessageSource {
        switch self {
        case .files(let inputs): return try FileSource(inputs, options: command.flags.fileOptions(settings))
        case .queue(let location):
            var options = try Self.queueOptions(request, command, settings)
            options.idleSeconds = try settings.seconds("idle", flag: command.idle) ?? 10
            options.maxMessages = request.maxMessages
            return try SQSSource(
                location: location, options: options, environment: settings.awsEnvironment(region: command.region))
        }
    }

    /// How a queue is read, whether it is drained or followed.
    static func queueOptions(
        _ request: RunRequest, _ command: LoadCommand, _ settings: Settings
    ) throws -> SQSSourceOptions {
        var options = SQSSourceOptions()
        options.retrySeconds = request.retrySeconds
        options.visibilityTimeout =
            try settings.seconds("visibility", flag: command.visibility).map { max(1, Int($0)) }
            ?? options.visibilityTimeout
        options.receivers = try settings.count("receivers", flag: command.receivers, atMost: 1_024) ?? options.receivers
        // A deletion takes as long as a receive and holds as many messages.
        options.settlers = max(options.settlers, options.receivers)
        // While one transaction is written and one is being deleted, the next two are received. SQS ends at 120,000.
        options.maxUnprocessed = min(100_000, max(options.maxUnprocessed, 4 * request.batchRows))
        options.maxMessageBytes =
            try settings.count("max-message-bytes", flag: command.flags.maxMessageBytes) ?? options.maxMessageBytes
        return options
    }
}
