import Foundation
import Loader
import Reporting
import TestSupport
import Validator

/// A service under test, with its HTTP address.
final class Follower {
    let port: Int
    let process: AuditProcess
    private let work: Workspace

    /// Starts a service that answers on a free port; `--every` is long unless `more` says otherwise.
    init(
        _ queue: TestQueue, _ address: String, in work: Workspace, _ more: String...,
        environment: [String: String] = [:]
    ) throws {
        self.work = work
        port = try FreePort.find()
        let every = more.contains("--every") ? [] : ["--every", "1h"]
        let listen = "127.0.0.1:\(port)"
        process = try AuditProcess(
            [
                "load", "--schema", Repository.contract, "--database", address, "--source", queue.location.description,
                "--follow", "--health-listen", listen, "--metrics-listen", listen,
            ] + every + more, in: work.path, environment: environment)
    }

    /// The status of a path; 0 where nobody answers.
    func status(_ path: String) -> Int { (try? HTTPProbe.get(path, port: port).status) ?? 0 }

    /// Waits until the service is ready, or is not any more.
    func wait(untilReady isReady: Bool = true) throws {
        guard eventually(within: 90, { status("/readyz") == (isReady ? 200 : 503) }) else {
            process.kill()
            throw TestSupportError("The service is \(isReady ? "not " : "")ready: \(try process.wait())")
        }
    }

    /// The metrics as a scraper that knows OpenMetrics, or one that does not, gets them.
    func metrics(open: Bool = true) throws -> String {
        try HTTPProbe.get(
            "/metrics", port: port, accept: open ? "application/openmetrics-text; version=1.0.0" : "text/plain"
        ).body
    }

    /// The value of one sample, such as `audit_ready`; nil where there is none.
    func metric(_ sample: String) -> Double? {
        let lines = (try? metrics(open: false))?.split(separator: "\n") ?? []
        return lines.first { $0.hasPrefix(sample + " ") }.flatMap { Double($0.dropFirst(sample.count + 1)) }
    }

    /// Waits until the queue has confirmed so many messages.
    func wait(untilAcknowledged count: Int) throws {
        let isDone = eventually(within: 120) { metric("sqs_message_delete_succeeded_total") == Double(count) }
        guard isDone else {
            process.kill()
            throw TestSupportError("The service did not load \(count) messages: \(try process.wait())")
        }
    }

    /// Asks the service to end and waits for that.
    func end(_ signal: Int32 = SIGTERM) throws -> AuditResult {
        process.signal(signal)
        return try process.wait(seconds: 60)
    }

    /// The reports of all windows, in the order of their beginnings.
    var reports: [AuditReport] {
        get throws { try Self.reports(in: work) }
    }

    /// The reports of all windows that wrote into a working directory.
    static func reports(in work: Workspace) throws -> [AuditReport] {
        let folder = "\(work.path)/reports/user_logins"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // Run ids begin with the time.
        return try names.filter { $0 != "latest" && !$0.hasPrefix(".") }.sorted().compactMap { name in
            guard work.exists("reports/user_logins/\(name)/audit.json") else { return nil }
            return try AuditReport(json: JSONValue.parse(work.text("reports/user_logins/\(name)/audit.json")))
        }
    }
}

extension [AuditReport] {
    /// The sum of a count over all reports.
    func sum(_ count: KeyPath<AuditReport.Counts, Int?>) -> Int { reduce(0) { $0 + ($1.counts[keyPath: count] ?? 0) } }
}
