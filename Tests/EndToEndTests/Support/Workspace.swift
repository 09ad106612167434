import Foundation
import Reporting
import TestSupport
import Validator

/// A working directory of a test's own, in which the program runs as a user runs it.
final class Workspace {
    let directory: TemporaryDirectory

    /// An empty directory; `keyring` has `audit keys create` make one.
    init(keyring: Bool = false) throws {
        directory = try TemporaryDirectory()
        if keyring {
            let made = try audit("keys", "create")
            guard made.code == 0 else { throw TestSupportError(made.description) }
        }
    }

    deinit { removeCluster() }

    var path: String { directory.path }

    /// Runs the program to its end.
    func audit(
        _ arguments: String..., environment: [String: String] = [:], input: AuditProcess.Input = .none
    ) throws -> AuditResult {
        try AuditProcess(arguments, in: path, environment: environment, input: input).wait()
    }

    /// Starts the program.
    func start(_ arguments: String..., environment: [String: String] = [:]) throws -> AuditProcess {
        try AuditProcess(arguments, in: path, environment: environment)
    }

    /// Writes a file and returns its name, which is relative to the working directory.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try directory.write(text, to: name)
        return name
    }

    /// Writes bytes that need not be text.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
        return name
    }

    /// The text of a file.
    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// Whether there is such a file, directory or link.
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    /// The report of the last run, after its files were held against the published schemas.
    func report(_ contract: String = "user_logins", in reports: String = "reports") throws -> AuditReport {
        let folder = "\(reports)/\(contract)/latest"
        try ReportSchemas.check(json: text("\(folder)/audit.json"), junit: text("\(folder)/junit.xml"))
        return try AuditReport(json: JSONValue.parse(text("\(folder)/audit.json")))
    }

    /// Stops the private cluster and removes data that lies elsewhere, where the server's user can reach it.
    private func removeCluster() {
        let place = "\(path)/.audit/postgres"
        guard FileManager.default.fileExists(atPath: "\(place).lock") else { return }
        _ = try? audit("database", "stop")
        if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place) {
            try? FileManager.default.removeItem(atPath: target)
        }
    }
}
