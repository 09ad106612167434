import Reporting

/// Loads a queue without end: one ordinary run after the other over the same source, each with its own report.
///
/// A run begins with the first message after the one before, so that an idle queue makes no reports. Neither an outage
/// of the database nor one of the queue ends the service; what only its owner can mend does.
public final class FollowService: Sendable {
    private let request: RunRequest
    private let source: any ServiceSource
    private let keyring: Keyring
    private let intents: IntentLog?
    private let options: FollowOptions
    private let connect: @Sendable () throws -> PostgresConnection
    private let feed: MessageFeed
    private let holds: ReceivingHolds
    private let database: DatabaseWatch
    private let queue: QueueWatch?
    private let state = ServiceState()
    private let metrics: ServiceMetrics
    private let manager = ServiceManager()
    private let retries = RetryPolicy(attempts: .max, base: 1_000, cap: 60_000)

    /// A service that loads a queue.
    ///
    /// - Parameters:
    ///   - request: what each run is asked to do; `maxMessages` and `maxSeconds` are the windows'.
    ///   - location: the queue.
    ///   - source: how it is read; the wait of a poll is chosen so that it fits the grace.
    ///   - intents: where it is written down what is being judged.
    ///   - connect: opens the database; from several threads.
    /// - Throws: `endpoint.malformed`, `region.missing` (configuration).
    public convenience init(
        _ request: RunRequest, location: QueueLocation, source options: SQSSourceOptions, environment: AWSEnvironment,
        keyring: Keyring, intents: IntentLog?, options follow: FollowOptions,
        connect: @escaping @Sendable () throws -> PostgresConnection
    ) throws {
        var options = options
        options.idleSeconds = nil
        options.maxMessages = nil
        options.waitSeconds = min(options.waitSeconds, follow.waitSeconds)
        let queue = QueueWatch(try SQSQueue(location, environment: environment), note: follow.note)
        self.init(
            request, source: try SQSSource(location: location, options: options, environment: environment),
            queue: queue, keyring: keyring, intents: intents, options: follow, connect: connect)
    }

    init(
        _ request: RunRequest, source: any ServiceSource, queue: QueueWatch?, keyring: Keyring, intents: IntentLog?,
        options: FollowOptions, connect: @escaping @Sendable () throws -> PostgresConnection
    ) {
        var request = request
        request.maxMessages = nil
        request.maxSeconds = nil
        self.request = request
        self.source = source
        self.queue = queue
        self.keyring = keyring
        self.intents = intents
        self.options = options
        self.connect = connect
        feed = MessageFeed(source)
        let holds = ReceivingHolds(source)
        self.holds = holds
        database = DatabaseWatch(
            onLook: { found in
                let isUp = if case .up = found { true } else { false }
                holds.set(.database, !isUp)
            }, connect: connect)
        metrics = ServiceMetrics(contract: request.contract)
    }

    /// What a client of the service's HTTP address is answered.
    public var endpoints: ServiceEndpoints {
        ServiceEndpoints(health: { [self] in health }, metrics: { [self] in families })
    }

    /// Works until it is asked to end; what is in work then is committed, the rest goes back to the queue.
    ///
    /// - Parameters:
    ///   - ending: asks for the end.
    ///   - conclude: is given each window's report, and what makes the report of one that could not be written; says
    ///     whether it could.
    /// - Throws: ``LoaderError`` of kind `configuration` or `usage`: what only the owner can mend.
    public func run(
        ending: Interruption, conclude: (AuditReport, _ amend: (ReportError) -> AuditReport) -> Bool
    ) throws -> FollowSummary {
        let start = ContinuousClock.now
        var summary = FollowSummary()
        ending.onRequest { [self] in drain(signal: ending.requested ?? 0) }
        defer { end() }
        try database.start()
        try queue?.start()
        manager.ready()
        try loop { report, run in
            let isWritten = conclude(report) { run.amend(report, with: $0) }
            summary.add(report, isWritten: isWritten)
            metrics.ended(report, isWritten: isWritten)
        }
        summary.addReleased(feed.released)
        summary.seconds = (ContinuousClock.now - start) / .seconds(1)
        return summary
    }

    private func end() {
        database.stop()
        queue?.stop()
        state.end()
    }

    // MARK: Windows

    private func loop(_ conclude: (AuditReport, AuditRun) -> Void) throws {
        try prepare()
        guard state.isOn else { return }
        try feed.start()
        defer {
            feed.stop()
            feed.finish()
            metrics.released(feed.released)
        }
        state.begin()
        var failures = 0
        while state.isOn {
            manager.alive()
            if let refusal = feed.refusal { throw refusal }
            guard feed.waitForMessages(milliseconds: 1_000), try waitForDatabase() else { continue }
            let isProven = try performWindow(conclude)
            failures = isProven ? 0 : failures + 1
            if !isProven { pause(after: failures) }
        }
    }

    /// Makes the tables, so that a contract that does not fit is found before the first message.
    private func prepare() throws {
        guard let plan = request.contract.load else { return }
        var attempt = 0
        while state.isOn {
            manager.alive()
            guard try waitForDatabase() else { continue }
            do {
                let connection = try connect()
                try Migrator(connection).migrate()
                try TargetTable(plan).ensure(connection)
                return
            } catch let error as LoaderError where error.kind == .incomplete {
                attempt += 1
                options.note(error.description)
                database.lookAgain()
                state.waitAfterFailure(milliseconds: retries.pause(after: attempt))
            }
        }
    }

    /// One run, where there are messages for it; whether it could prove what it did.
    private func performWindow(_ conclude: (AuditReport, AuditRun) -> Void) throws -> Bool {
        let opened = SourceWindow(
            of: source, feed: feed, seconds: options.every, maximum: options.maxMessages, holds: holds,
            meter: metrics)
        guard let window = opened else { return true }
        state.open(window)
        defer {
            state.close()
            window.close()
        }
        let run = try AuditRun(request, source: window, keyring: keyring, intents: intents, meter: metrics) { [self] in
            let connection = try connect()
            state.use(connection)
            return connection
        }
        let report = try run.perform { [manager] _ in manager.alive() }
        conclude(report, run)
        if let problem = run.configurationProblem { throw problem }
        return report.verdict != .incomplete
    }

    // MARK: Outages

    /// Waits up to a second for the database.
    private func waitForDatabase() throws -> Bool { try database.waitUntilUp(milliseconds: 1_000) }

    /// After a window that ended incomplete: what it gave back must not come again at once.
    private func pause(after failures: Int) {
        database.lookAgain()
        holds.set(.failure, true)
        // What the window gave back must come again before what stood behind it.
        if source.keepsOrder { feed.giveBackWaiting() }
        state.waitAfterFailure(milliseconds: retries.pause(after: failures))
        holds.set(.failure, false)
    }

    // MARK: The end

    private func drain(signal: Int32) {
        guard state.drain() else { return }
        manager.stopping()
        feed.stop()
        // Without a thread for it the grace has no end: the second signal is left.
        _ = try? WorkerThread { [self] in watchGrace(signal) }
    }

    /// When the grace is nearly over, whatever is left is given back without waiting.
    private func watchGrace(_ signal: Int32) {
        guard !state.waitForEnd(seconds: options.grace - options.reserve) else { return }
        options.note("The grace is nearly over: what is in work is given back.")
        state.abandonConnection()
        // What cannot be given back in time becomes visible by itself when its own is over.
        let source = source
        _ = try? WorkerThread { try? source.releaseAll() }
        guard !state.waitForEnd(seconds: options.reserve * 0.8) else { return }
        options.endNow(signal)
    }

    // MARK: What others see

    private var health: ServiceHealth {
        ServiceHealth(
            phase: state.phase, database: database.condition, outage: feed.outage,
            isWaitingAfterFailure: state.isWaitingAfterFailure)
    }

    private var families: [MetricFamily] {
        metrics.families(health: health, source: source, queue: queue?.attributes)
    }
}
