import Testing

@testable import Loader

/// When a service is ready, and what it answers.
@Suite struct ServiceHealthTests {
    private static let away = LoaderError("database.unavailable", .incomplete, "The database is away.")
    private static let silent = LoaderError("queue.unavailable", .incomplete, "The queue is silent.")

    @Test(
        "A service is ready while it runs, the database can be written to and the queue answers",
        arguments: [
            (.running, .up, nil, false, nil),
            (.starting, .up, nil, false, "The service starts."),
            (.running, .unknown, nil, false, "The database has not been looked at yet."),
            (.running, .down(away), nil, false, "The database is away."),
            (.running, .up, silent, false, "The queue is silent."),
            (.running, .up, nil, true, "The last run could not prove what it did; the next one waits."),
            (.draining, .up, nil, false, "The service ends."),
            (.ended, .down(away), silent, true, "The service ends."),
        ] as [(ServiceState.Phase, DatabaseWatch.Condition, LoaderError?, Bool, String?)])
    func readiness(
        phase: ServiceState.Phase, database: DatabaseWatch.Condition, outage: LoaderError?, waits: Bool, reason: String?
    ) {
        let health = ServiceHealth(
            phase: phase, database: database, outage: outage, isWaitingAfterFailure: waits)
        #expect(health.reason == reason)
        #expect(health.isReady == (reason == nil))
        let endpoints = ServiceEndpoints(health: { health }, metrics: { [] })
        let answer = endpoints.answer(path: "/readyz")
        #expect(answer.status == (reason == nil ? 200 : 503))
        #expect(answer.body == (reason ?? "ok") + "\n")
    }

    @Test("Liveness does not depend on others; unknown paths are not found; metrics come in the format asked for")
    func paths() {
        let health = ServiceHealth(
            phase: .running, database: .down(Self.away), outage: Self.silent, isWaitingAfterFailure: true)
        let endpoints = ServiceEndpoints(
            health: { health }, metrics: { [MetricFamily("m", help: "h", .gauge([MetricSample(1)]))] })
        #expect(endpoints.answer(path: "/livez").status == 200)
        #expect(endpoints.answer(path: "/healthz").status == 200)
        #expect(endpoints.answer(path: "/").status == 404)
        #expect(endpoints.answer(path: "/metrics").contentType.hasPrefix("text/plain; version=0.0.4"))
        let open = endpoints.answer(path: "/metrics", accept: "application/openmetrics-text")
        #expect(open.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
        #expect(open.body.hasSuffix("# EOF\n"))
    }
}
