import Reporting
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a service counts.
final class ServiceMetrics: RunMeter {
    private struct State {
        var outcome = BatchOutcome()
        var released = 0
        var databaseRetries = 0
        var unwritten = 0
        var runs: [AuditReport.RunStatus: Int] = [:]
        var batches = MetricDistribution()
        var stages: [RunStage: MetricDistribution] = Dictionary(
            uniqueKeysWithValues: RunStage.allCases.map { ($0, MetricDistribution(["stage": $0.rawValue])) })
        var lastReport: Double?
    }

    private let state = Mutex(State())
    private let contract: MetricLabels
    private let startedAt = ServiceMetrics.now

    init(contract: Contract) { self.contract = ["contract": contract.name, "version": contract.version] }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec / 1_000_000) / 1_000
    }

    // MARK: What happened

    func measured(_ stage: RunStage, seconds: Double) {
        state.withLock { $0.stages[stage]?.observe(seconds) }
    }

    func committed(_ outcome: BatchOutcome, seconds: Double) {
        state.withLock { state in
            state.outcome.loaded += outcome.loaded
            state.outcome.replaced += outcome.replaced
            state.outcome.quarantined += outcome.quarantined
            state.batches.observe(seconds)
        }
    }

    func retried(_ count: Int) { state.withLock { $0.databaseRetries += count } }

    func released(_ count: Int) { state.withLock { $0.released += count } }

    /// A window's run has ended.
    func ended(_ report: AuditReport, isWritten: Bool) {
        let now = Self.now
        state.withLock { state in
            state.runs[report.verdict, default: 0] += 1
            state.unwritten += isWritten ? 0 : 1
            state.lastReport = now
        }
    }

    // MARK: What it comes to

    /// All metrics, as ``MetricsText`` writes them.
    func families(health: ServiceHealth, source: any ServiceSource, queue: SQSQueue.Attributes?) -> [MetricFamily] {
        let state = state.withLock { $0 }
        let statistics = source.statistics
        return messages(state, statistics) + latencies(state) + Self.queue(statistics, source.inWork, queue)
            + [retries(state, statistics)] + runs(state) + conditions(health) + about
    }

    private func messages(_ state: State, _ statistics: SQSStatistics) -> [MetricFamily] {
        [
            MetricFamily(
                "audit_messages", help: "Messages by where they went.",
                .counter([
                    MetricSample(state.outcome.loaded, ["outcome": "loaded"]),
                    MetricSample(state.outcome.replaced, ["outcome": "replaced"]),
                    MetricSample(state.outcome.quarantined, ["outcome": "quarantined"]),
                    MetricSample(state.released, ["outcome": "released"]),
                ])),
            MetricFamily(
                "audit_received_bytes", unit: "bytes", help: "Bytes of the bodies received.",
                .counter([MetricSample(statistics.bytes)])),
        ]
    }

    private func latencies(_ state: State) -> [MetricFamily] {
        [
            MetricFamily(
                "audit_batch_seconds", unit: "seconds", help: "From the first judged message of a batch to its commit.",
                .histogram([state.batches])),
            MetricFamily(
                "audit_stage_seconds", unit: "seconds",
                help: "One piece of a stage's work: judge a block, write a batch, acknowledge a batch, conclude a run.",
                .histogram(RunStage.allCases.compactMap { state.stages[$0] })),
        ]
    }

    private static func queue(
        _ statistics: SQSStatistics, _ work: (messages: Int, oldestSentAt: Int64?), _ attributes: SQSQueue.Attributes?
    ) -> [MetricFamily] {
        func counter(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
            MetricFamily(name, help: help, .counter([MetricSample(value)]))
        }
        var families = [
            counter("sqs_message_receive_succeeded", "Messages received.", statistics.received),
            counter("sqs_message_delete_succeeded", "Messages whose deletion the queue confirmed.", statistics.deleted),
            counter(
                "sqs_message_delete_failed", "Messages whose deletion the queue did not confirm.", statistics.undeleted),
            counter("sqs_message_defer_succeeded", "Messages given back before their time.", statistics.released),
            counter("sqs_message_corrupt", "Bodies that differed from their checksum.", statistics.corrupt),
            MetricFamily(
                "audit_in_flight_messages", help: "Messages received and neither acknowledged nor given back.",
                .gauge([MetricSample(work.messages)])),
            MetricFamily(
                "audit_oldest_message_age_seconds", unit: "seconds",
                help: "The age of the oldest message in flight since it was sent; 0 where there is none.",
                .gauge([MetricSample(work.oldestSentAt.map { max(0, now - Double($0) / 1_000) } ?? 0)])),
        ]
        if let attributes {
            families.append(
                MetricFamily(
                    "audit_queue_messages", help: "About how many messages the queue holds, by their state.",
                    .gauge([
                        MetricSample(attributes.visible, ["state": "visible"]),
                        MetricSample(attributes.inFlight, ["state": "in_flight"]),
                        MetricSample(attributes.delayed, ["state": "delayed"]),
                    ])))
        }
        return families
    }

    private func retries(_ state: State, _ statistics: SQSStatistics) -> MetricFamily {
        MetricFamily(
            "audit_retries", help: "Requests and transactions that were tried again.",
            .counter([
                MetricSample(statistics.retries, ["target": "queue"]),
                MetricSample(state.databaseRetries, ["target": "database"]),
            ]))
    }

    private func runs(_ state: State) -> [MetricFamily] {
        let statuses = AuditReport.RunStatus.allCases
        var families = [
            MetricFamily(
                "audit_runs", help: "Finished runs by verdict.",
                .counter(statuses.map { MetricSample(state.runs[$0] ?? 0, ["status": $0.rawValue]) })),
            MetricFamily(
                "audit_reports_failed", help: "Reports that could not be written to disk.",
                .counter([MetricSample(state.unwritten)])),
        ]
        if let time = state.lastReport {
            families.append(
                MetricFamily(
                    "audit_last_run_timestamp_seconds", unit: "seconds", help: "When the last run ended, since 1970.",
                    .gauge([MetricSample(time)])))
        }
        return families
    }

    private func conditions(_ health: ServiceHealth) -> [MetricFamily] {
        func gauge(_ name: String, _ help: String, _ value: Bool) -> MetricFamily {
            MetricFamily(name, help: help, .gauge([MetricSample(value ? 1 : 0)]))
        }
        return [
            gauge("audit_ready", "Whether messages are taken: 1 or 0.", health.isReady),
            gauge(
                "audit_database_up", "Whether the database could be written to at the last look.", health.isDatabaseUp),
            gauge("audit_queue_up", "Whether the queue answered the last time.", health.isQueueUp),
        ]
    }

    private var about: [MetricFamily] {
        [
            MetricFamily(
                "audit_start_time_seconds", unit: "seconds", help: "When the service began, since 1970.",
                .gauge([MetricSample(startedAt)])),
            MetricFamily(
                "audit_build", help: "The program's version.", .info([["version": AuditVersion.current]])),
            MetricFamily("audit_contract", help: "The contract in use.", .info([contract])),
        ]
    }
}
