import Foundation
import Loader
import TestSupport
import Testing

/// How `audit load --follow` is called, and what its HTTP address bears.
@Suite struct FollowUsageTests {
    private let work: Workspace

    init() throws { work = try Workspace(keyring: true) }

    private func load(_ arguments: String..., environment: [String: String] = [:]) throws -> AuditResult {
        try AuditProcess(
            ["load", "--schema", Repository.contract] + arguments, in: work.path, environment: environment
        ).wait()
    }

    @Test(
        "Wrong usage is said before anything is read",
        arguments: [
            (["--follow", "logins.ndjson"], "--follow needs a queue"),
            (["--follow", "--source", "sqs://127.0.0.1:1/0/q"], "--database embedded"),
            (["--follow", "--idle", "5s", "--source", "sqs://127.0.0.1:1/0/q"], "--idle is about the end of a load"),
            (
                ["--follow", "--max-time", "5s", "--source", "sqs://127.0.0.1:1/0/q"],
                "--max-time is about the end of a load"
            ),
            (
                ["--follow", "--fail-on", "warn", "--source", "sqs://127.0.0.1:1/0/q"],
                "--fail-on is about the end of a load"
            ),
            (["--idle", "5s", "logins.ndjson"], "--idle is for a queue"),
            (["--visibility", "5s", "logins.ndjson"], "--visibility is for a queue"),
            (["--receivers", "5", "logins.ndjson"], "--receivers is for a queue"),
            (["--region", "eu-west-1", "logins.ndjson"], "--region is for a queue"),
            (["--every", "5m", "logins.ndjson"], "--every is for --follow"),
            (["--health-listen", "127.0.0.1:1", "logins.ndjson"], "--health-listen is for --follow"),
            (
                ["--follow", "--every", "0", "--database", "x", "--source", "sqs://127.0.0.1:1/0/q"],
                "--every: expected a time"
            ),
            (
                ["--follow", "--grace", "soon", "--database", "x", "--source", "sqs://127.0.0.1:1/0/q"],
                "--grace: expected a time"
            ),
            (
                ["--follow", "--metrics-listen", "9090", "--database", "x", "--source", "sqs://127.0.0.1:1/0/q"],
                "--metrics-listen: expected HOST:PORT"
            ),
        ])
    func usage(arguments: [String], sentence: String) throws {
        let result = try AuditProcess(["load", "--schema", Repository.contract] + arguments, in: work.path).wait()
        #expect(result.code == 64, "\(result)")
        #expect(result.error.contains(sentence), "\(result)")
    }

    @Test("The environment and audit.yaml say it too; a wrong value there is a wrong configuration")
    func settings() throws {
        let result = try load("--source", "sqs://127.0.0.1:1/0/q", environment: ["AUDIT_FOLLOW": "maybe"])
        #expect(result.code == 78)
        #expect(result.error.contains("AUDIT_FOLLOW: expected true or false"))
        try work.write("follow: true\nevery: 1m\n", to: "audit.yaml")
        let files = try load("logins.ndjson")
        #expect(files.code == 64)
        #expect(files.error.contains("--follow needs a queue"), "\(files)")
    }

    @Test("A port that is taken is said before the first message")
    func busyPort() throws {
        let database = try TestDatabase()
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send([Logins.valid(1)])
        let first = try Follower(queue, database.address, in: work, "--max-messages", "1")
        try first.wait(untilAcknowledged: 1)
        try queue.send([Logins.valid(2)])
        try first.wait(untilAcknowledged: 2)
        let result = try load(
            "--source", queue.location.description, "--database", database.address, "--follow", "--health-listen",
            "127.0.0.1:\(first.port)")
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains("127.0.0.1:\(first.port) cannot be listened on"), "\(result)")
        #expect(result.error.contains("name another one"))
        _ = try first.end()
    }

    @Test("Slow and hostile clients are cut off, and hold neither the loader nor other clients up")
    func hostileClients() throws {
        let database = try TestDatabase()
        let queue = try TestQueue(on: .shared(.ministack))
        let service = try Follower(queue, database.address, in: work)
        try service.wait()
        let silent = try (0..<40).map { _ in try HTTPProbe(port: service.port) }
        for probe in silent { probe.send("GET /metrics HTTP/1.1\r\nX-Slow: ") }
        try queue.send((0..<100).map { Logins.valid($0) })
        try service.wait(untilAcknowledged: 100)
        let long = try HTTPProbe(port: service.port)
        long.send("GET /livez HTTP/1.1\r\nX-Long: " + String(repeating: "a", count: 20_000))
        #expect(long.isClosed(within: 60))
        let endless = try HTTPProbe(port: service.port)
        endless.send("GET /livez HTTP/1.1\r\n")
        let isCut = (0..<5_000).contains { !endless.send("X-\($0): " + String(repeating: "b", count: 1_000) + "\r\n") }
        #expect(isCut || endless.isClosed(within: 60))
        let garbage = try HTTPProbe(port: service.port)
        garbage.send("\u{0}\u{1}\u{2} not HTTP\r\n\r\n")
        #expect(garbage.isClosed(within: 60))
        for probe in silent { #expect(probe.isClosed(within: 60)) }
        #expect(service.status("/livez") == 200)
        #expect(try HTTPProbe.get("/metrics", port: service.port, method: "POST").status == 405)
        #expect(try HTTPProbe.get("/", port: service.port).status == 404)
        #expect(try HTTPProbe.get("/livez?full=1", port: service.port).body == "ok\n")
        #expect(try HTTPProbe.get("/livez", port: service.port, method: "HEAD").body.isEmpty)
        _ = try service.end()
    }

    @Test("Health and metrics may have an address each, which answers nothing else")
    func apart() throws {
        let database = try TestDatabase()
        let queue = try TestQueue(on: .shared(.ministack))
        let (health, metrics) = (try FreePort.find(), try FreePort.find())
        let process = try AuditProcess(
            [
                "load", "--schema", Repository.contract, "--database", database.address, "--source",
                queue.location.description, "--follow",
            ], in: work.path,
            environment: [
                "AUDIT_HEALTH_LISTEN": "localhost:\(health)", "AUDIT_METRICS_LISTEN": "127.0.0.1:\(metrics)",
            ])
        #expect(eventually { (try? HTTPProbe.get("/readyz", port: health).status) == 200 })
        #expect(try HTTPProbe.get("/metrics", port: health).status == 404)
        #expect(try HTTPProbe.get("/metrics", port: metrics).status == 200)
        #expect(try HTTPProbe.get("/livez", port: metrics).status == 404)
        process.signal(SIGTERM)
        #expect(try process.wait(seconds: 60).code == 143)
    }
}
