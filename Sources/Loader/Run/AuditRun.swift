import Reporting
import Validator

/// One run: messages from a source, judged, and loaded where that is asked for; ends with an audit.
///
/// The thread that calls ``perform(interruption:progress:)`` writes to the database; others read and judge.
public final class AuditRun {
    private let request: RunRequest
    private let source: any MessageSource
    private let context: JudgeContext
    private let connect: (() throws -> PostgresConnection)?
    private let isQueue: Bool
    let judges: [Judge]
    private let outputs: MessageOutputWriter?
    private let meter: (any RunMeter)?

    private var target: LoadTarget?
    private var tally: Tally
    private var released = 0
    private var problems: [AuditReport.Problem] = []
    /// The first problem that only the owner can mend, which another run would meet too.
    private(set) var configurationProblem: LoaderError?
    private var stages = StageProfile()
    /// Whether the run ended before its files did.
    private var isCutOff = false
    private let timer: StageTimer
    private let clock = ContinuousClock()

    /// Compiles the contract and makes ready.
    ///
    /// - Parameters:
    ///   - source: files or a queue.
    ///   - keyring: for a load; nil: a check, whose tokens nobody sees.
    ///   - intents: where it is written down what is being judged, for a load.
    ///   - connect: opens the database of a load.
    /// - Throws: ``LoaderError`` of kind `configuration` where the schema cannot be compiled.
    public convenience init(
        _ request: RunRequest, source: any MessageSource, keyring: Keyring?, intents: IntentLog? = nil,
        connect: (() throws -> PostgresConnection)? = nil
    ) throws {
        try self.init(request, source: source, keyring: keyring, intents: intents, meter: nil, connect: connect)
    }

    /// A run that tells `meter` what it does.
    init(
        _ request: RunRequest, source: any MessageSource, keyring: Keyring?, intents: IntentLog?,
        meter: (any RunMeter)?, connect: (() throws -> PostgresConnection)?
    ) throws {
        self.request = request
        self.meter = meter
        self.source = source
        self.connect = connect
        let program = try request.contract.compile()
        let columns = request.contract.load?.columns ?? []
        let files = source as? FileSource
        isQueue = files == nil
        timer = StageTimer(interval: request.profiles ? 1 : 0)
        let names = source.inputs.map(\.name)
        let keyring = keyring ?? .ephemeral()
        context = JudgeContext(
            request: request, program: program, catalog: CheckCatalog(program: program, columns: columns),
            fields: FieldTable(request.contract), identity: .make(),
            inputNames: names,
            fileIdentities: request.command == .load
                ? files.map { Self.identities(of: $0, keyring) } ?? [] : [],
            keyring: keyring, intents: intents)
        outputs = MessageOutputWriter(request, program: program)
        judges = try (0..<max(1, request.workers)).map { [context] number in try Judge(context, number: number) }
        tally = Tally(checks: context.catalog.entries.count)
    }

    private static func identities(of files: FileSource, _ keyring: Keyring) -> [FileMessageIdentity] {
        files.inputs.indices.map { FileMessageIdentity(sourceID: files.sourceID(ofInput: $0), keyring: keyring) }
    }

    /// Reads, judges and loads until the source ends, a limit is reached, or the run is interrupted.
    ///
    /// - Parameter waiting: told why, where the run cannot begin before the database is there again; nil: the run
    ///   does not wait for that.
    /// - Throws: ``LoaderError`` of kind `configuration` or `usage` before anything was read. All that happens later
    ///   is in the report.
    public func perform(
        interruption: Interruption = Interruption(), waiting: ((LoaderError) -> Void)? = nil,
        progress: (RunProgress) -> Void = { _ in }
    ) throws -> AuditReport {
        let start = clock.now
        let stops = { [request, clock] in
            interruption.requested != nil || request.maxSeconds.map { (clock.now - start) / .seconds(1) >= $0 } ?? false
        }
        try openTarget(
            PatientOpening(
                seconds: waiting == nil ? 0 : request.retrySeconds, stops: stops, onWait: waiting ?? { _ in }))
        if problems.isEmpty { run(interruption, progress, since: start) }
        return finish(interruption, since: start)
    }

    private func openTarget(_ opening: PatientOpening) throws {
        guard request.command == .load, let plan = request.contract.load, let connect else { return }
        do {
            let entries = try QuarantineEntries(context)
            let intent = context.intents?.slot(judges.count)
            target = try LoadTarget(
                try opening(connect), connect: connect, request: request, plan: plan, identity: context.identity,
                source: source, isQueue: isQueue, timer: timer, meter: meter, stops: opening.stops
            ) { [context] block, row, refusal in
                intent?.begin(row.id)
                defer { intent?.clear() }
                return try entries.refusedEntry(block, row, refusal, catalog: context.catalog)
            }
        } catch let error as LoaderError where error.kind == .incomplete {
            note(error)
        }
    }

    private func note(_ error: any Error) {
        if let failures = error as? InputFailures { return failures.errors.forEach(note) }
        if let error = error as? LoaderError, error.kind == .configuration {
            configurationProblem = configurationProblem ?? error
        }
        let problem =
            if let error = error as? LoaderError {
                AuditReport.Problem(code: error.code.rawValue, message: error.message, remedy: error.remedy)
            } else {
                AuditReport.Problem(code: "internal", message: "\(error)")
            }
        // Two threads may meet the same one.
        if !problems.contains(problem) { problems.append(problem) }
    }

    // MARK: Reading and writing

    private func run(
        _ interruption: Interruption, _ progress: (RunProgress) -> Void, since start: ContinuousClock.Instant
    ) {
        let source = source
        interruption.onRequest { source.stop() }
        let pipeline: JudgingPipeline
        do {
            // More than a transaction takes, invalid messages included: the next one is ready when one is committed.
            pipeline = try JudgingPipeline(
                source: source, judges: judges, capacity: request.batchRows * 3 / 2,
                maximumMessages: request.maxMessages, profiles: request.profiles, meter: meter,
                stops: { interruption.requested != nil },
                isExclusive: { [context] in context.intents?.isExclusive == true })
        } catch {
            source.stop()
            return note(error)
        }
        var batch = PendingBatch(rows: request.batchRows)
        var isOutOfTime = false
        loop: while true {
            // A queue that hands out little must not keep committed work waiting for a full batch.
            timer.begin()
            let event = pipeline.next(milliseconds: batch.isEmpty ? 1_000 : 250)
            timer.lap(.wait, messages: 0)
            switch event {
            case .judged(let judgement): accept(judgement, into: &batch, pipeline)
            case .unjudged(let block): giveBack(block)
            case .idle: write(&batch, pipeline)
            case .end(let error):
                if let error { note(error) }
                break loop
            }
            let seconds = (clock.now - start) / .seconds(1)
            progress(RunProgress(messages: tally.read, invalid: tally.invalid, seconds: seconds))
            if let limit = request.maxSeconds, seconds >= limit {
                source.stop()
                isOutOfTime = true
            }
        }
        write(&batch, pipeline)
        if !isQueue { noteWhetherCutOff(pipeline, isOutOfTime: isOutOfTime) }
        stages = pipeline.stages
    }

    /// A file of which a part was read is not what its name says: an error where nobody asked for just so much.
    private func noteWhetherCutOff(_ pipeline: JudgingPipeline, isOutOfTime: Bool) {
        // Whether more would have come through a pipe is known only where it came, or was waited for.
        let unread = source.inputs.first { $0.sha256 == nil && (isOutOfTime || !$0.isPipe) }
        isCutOff = pipeline.isCutOff || unread != nil
        guard isCutOff, isOutOfTime, problems.isEmpty else { return }
        note(
            LoaderError(
                "source.unfinished", .incomplete,
                "\(unread?.name ?? source.name) was not read to its end when the time was over.",
                remedy: "Give the run more time with --max-time, or split the input."))
    }

    private func accept(_ judgement: Judgement, into batch: inout PendingBatch, _ pipeline: JudgingPipeline) {
        if let failure = judgement.failure {
            note(failure)
            pipeline.cancel()
        }
        guard problems.isEmpty else { return giveBack(judgement.judged.block) }
        outputs?.write(judgement.judged.block, count: judgement.tally.read)
        tally.add(judgement.tally)
        guard target != nil else { return }
        batch.append(judgement.judged)
        if batch.isFull || batch.isOverdue { write(&batch, pipeline) }
    }

    private func write(_ batch: inout PendingBatch, _ pipeline: JudgingPipeline) {
        guard let target, !batch.isEmpty else { return }
        // Suspects must be acquitted by the transaction that holds them.
        let isBulk = batch.isFull && context.intents?.isExclusive != true
        let begun = batch.begun
        let blocks = batch.take()
        do {
            let outcome = try target.write(blocks, isBulk: isBulk)
            meter?.committed(outcome, seconds: (clock.now - begun) / .seconds(1))
            for refused in outcome.refused { count(refused, in: blocks[refused.block].block) }
            // Where that cannot be noted they stay suspects, which costs speed and nothing else.
            try? context.intents?.acquit(blocks.lazy.flatMap(\.messageIDs))
        } catch {
            note(error)
            // What was not committed goes back; nothing more is begun.
            pipeline.cancel()
            for block in blocks { giveBackJudged(block) }
        }
    }

    /// A valid message that the database refused counts as invalid, with the database's reason.
    private func count(_ refused: BatchOutcome.Refused, in block: MessageBlock) {
        guard let check = context.catalog.database else { return }
        tally.valid -= 1
        tally.invalid += 1
        let error = QuarantineEntries.databaseError(
            refused.refusal, check: check, slice: block.messages[refused.message])
        tally.count(
            [error], input: context.locationName(ofInput: block.input),
            messageID: block.deliveries.isEmpty ? nil : refused.id)
    }

    private func giveBackJudged(_ block: JudgedBlock) {
        released += block.rows.rows.count + block.quarantined.count
        release(block.block.deliveries)
    }

    private func giveBack(_ block: MessageBlock) {
        guard !block.deliveries.isEmpty else { return }
        tally.read += block.deliveries.count
        released += block.deliveries.count
        release(block.deliveries)
    }

    private func release(_ deliveries: [QueueDelivery]) {
        guard !deliveries.isEmpty else { return }
        do { try source.release(deliveries) } catch { note(error) }
    }

    // MARK: The audit

    private func finish(_ interruption: Interruption, since start: ContinuousClock.Instant) -> AuditReport {
        let begun = clock.now
        defer { meter?.measured(.conclude, seconds: (clock.now - begun) / .seconds(1)) }
        var facts = RunFacts(
            request: request, identity: context.identity, catalog: context.catalog, fields: context.fields,
            tally: tally,
            source: source.name, database: target?.database, inputs: source.inputs, isQueue: isQueue,
            isInterrupted: interruption.requested != nil, released: released)
        if let target { prove(target, &facts) }
        var previousDigest: String?
        do { previousDigest = try target?.previousDigest(contract: request.contract.name) } catch { note(error) }
        facts.problems = problems
        facts.isCutOff = isCutOff && interruption.requested == nil && problems.isEmpty
        facts.faults = source.faults
        stages.add(timer.profile)
        facts.stages = request.profiles ? stages : nil
        facts.seconds = (clock.now - start) / .seconds(1)
        var report = ReportBuilder(facts).report()
        report.seal(previousDigest: previousDigest) { SHA256Digest.hexadecimal(of: $0) }
        guard let target else { return report }
        do { try target.finish(report, identity: context.identity) } catch {
            // A report that the database does not have is said to be incomplete by the one that is written to disk.
            note(error)
            facts.problems = problems
            report = ReportBuilder(facts).report()
            report.seal(previousDigest: nil) { SHA256Digest.hexadecimal(of: $0) }
        }
        return report
    }

    /// Says that a report could not be written, in the database too: nobody must take the run for a pass.
    ///
    /// - Returns: the report as it is now.
    public func amend(_ report: AuditReport, with error: ReportError) -> AuditReport {
        var report = report
        report.problems.append(
            AuditReport.Problem(code: error.code.rawValue, message: error.summary, remedy: error.remedy))
        report.run.status = .incomplete
        report.seal(previousDigest: report.previousDigest) { SHA256Digest.hexadecimal(of: $0) }
        do { try target?.finish(report, identity: context.identity) } catch {
            note(error)
            report.problems += problems.filter { !report.problems.contains($0) }
            report.seal(previousDigest: report.previousDigest) { SHA256Digest.hexadecimal(of: $0) }
        }
        return report
    }

    private func prove(_ target: LoadTarget, _ facts: inout RunFacts) {
        let entries = target.finishEntries()
        released += entries.unwritten
        stages.add(entries.stages)
        if let error = entries.error { note(error) }
        facts.released = released
        let (acknowledged, error) = target.finishAcknowledging()
        if let error { note(error) }
        facts.acknowledged = acknowledged
        facts.load = target
        timer.begin()
        defer { timer.lap(.verify, messages: target.committed) }
        do { facts.held = try target.verify() } catch { note(error) }
    }
}
