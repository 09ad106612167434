import Foundation
import Loader

/// A real SQS server on this machine.
///
/// ministack and moto are started from the virtual environment of the tests, on a free port of 127.0.0.1. They read
/// from a pipe that the tests hold, and end with it: also when the tests are killed.
public final class SQSServer: @unchecked Sendable {
    /// Which server.
    public enum Kind: String, Sendable, CaseIterable {
        /// ministack: quick, strict about receipt handles.
        case ministack
        /// moto: hands a message out twice to consumers that ask at once.
        case moto
    }

    /// The server's name.
    public let name: String
    /// `127.0.0.1:PORT`.
    public let authority: String
    private let process: Process?
    private let lifeline: Pipe?

    private static let started = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, Lazy($0)) })

    /// One server of this kind for all tests of the process.
    public static func shared(_ kind: Kind) throws -> SQSServer { try started[kind, default: Lazy(kind)].server() }

    /// The server that `AUDIT_TEST_LOCALSTACK_ENDPOINT` (`http://HOST:PORT`) names, if one is named.
    public static var localStack: SQSServer? {
        guard let endpoint = ProcessInfo.processInfo.environment["AUDIT_TEST_LOCALSTACK_ENDPOINT"],
            let address = HTTPAddress(endpoint)
        else { return nil }
        return SQSServer(authority: "\(address.host):\(address.port ?? 4566)")
    }

    private init(authority: String) {
        name = "localstack"
        self.authority = authority
        process = nil
        lifeline = nil
    }

    /// Starts a server and waits until it answers.
    public init(_ kind: Kind) throws {
        let port = try FreePort.find()
        name = kind.rawValue
        authority = "127.0.0.1:\(port)"
        let process = Process()
        let lifeline = Pipe()
        process.executableURL = URL(fileURLWithPath: try TestPython.path())
        process.arguments = ["-c", Self.script(kind, port)]
        process.environment = Self.environment(port)
        process.standardInput = lifeline
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        self.lifeline = lifeline
        try waitUntilOpen(port)
    }

    deinit { stop() }

    /// Ends the server's process.
    public func stop() {
        guard let process, process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Has the server's process hang until ``resume()``: connections are taken, and nothing is answered.
    public func suspend() { process.map { _ = kill($0.processIdentifier, SIGSTOP) } }

    /// Has the process go on.
    public func resume() { process.map { _ = kill($0.processIdentifier, SIGCONT) } }

    /// A queue of this server, as the command line takes it.
    public func location(_ queue: String) throws -> QueueLocation {
        try QueueLocation("sqs://\(authority)/000000000000/\(queue)")
    }

    private func waitUntilOpen(_ port: Int) throws {
        for _ in 0..<600 {
            if FreePort.isOpen(port) { return }
            guard process?.isRunning == true else { break }
            usleep(100_000)
        }
        stop()
        throw TestSupportError("\(name) did not start. Run scripts/test, which installs it in the virtual environment.")
    }

    private static func environment(_ port: Int) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["BIND_HOST"] = "127.0.0.1"
        environment["GATEWAY_PORT"] = String(port)
        environment["IOT_MTLS_ENABLED"] = "0"
        environment["SFTP_ENABLED"] = "0"
        return environment
    }

    private static func script(_ kind: Kind, _ port: Int) -> String {
        let watch = """
            import os, sys, threading
            threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()

            """
        return watch
            + (kind == .ministack
                ? "from ministack.app import main\nsys.argv = ['ministack']\nmain()"
                : "from moto.server import main\nmain(['-H', '127.0.0.1', '-p', '\(port)'])")
    }

    /// A server that starts when it is first asked for.
    private final class Lazy: @unchecked Sendable {
        private let lock = NSLock()
        private let kind: Kind
        private var running: SQSServer?

        init(_ kind: Kind) { self.kind = kind }

        func server() throws -> SQSServer {
            try lock.withLock {
                if let running { return running }
                let server = try SQSServer(kind)
                running = server
                return server
            }
        }
    }
}
