import Foundation
import TestSupport

/// The built program, running as a user runs it: from a working directory, with arguments and an environment.
final class AuditProcess {
    /// What the program reads from standard input.
    enum Input {
        case none
        /// Through a pipe.
        case pipe([UInt8])
    }

    private let process = Process()
    private let outputs: (out: String, error: String)
    private let arguments: [String]

    /// Starts `audit` with `arguments`.
    ///
    /// - Parameter launcher: a command that takes the program's path and arguments behind its own, such as `setpriv`.
    init(
        _ arguments: [String], in directory: String, environment: [String: String] = [:], input: Input = .none,
        launcher: [String] = []
    ) throws {
        self.arguments = arguments
        let stem = "\(directory)/.process-\(UUID().uuidString)"
        outputs = ("\(stem).out", "\(stem).err")
        process.executableURL = URL(filePath: launcher.isEmpty ? Repository.program : "/usr/bin/env")
        process.arguments = launcher.isEmpty ? arguments : launcher + [Repository.program] + arguments
        process.currentDirectoryURL = URL(filePath: directory)
        process.environment = Self.environment(home: directory).merging(environment) { _, own in own }
        process.standardOutput = try Self.file(outputs.out)
        process.standardError = try Self.file(outputs.error)
        try start(input)
    }

    deinit { kill() }

    /// The program's process.
    var id: pid_t { process.processIdentifier }

    /// Whether the program has not ended.
    var isRunning: Bool { process.isRunning }

    /// What the program has written to standard error so far.
    var errorSoFar: String { text(outputs.error) }

    /// Sends a signal to the program alone, as `kill` does.
    func signal(_ number: Int32) { if process.isRunning { Foundation.kill(process.processIdentifier, number) } }

    /// Ends the program and what it started at once.
    func kill() {
        guard process.isRunning else { return }
        let id = process.processIdentifier
        Foundation.kill(getpgid(id) == id ? -id : id, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits for the program's end.
    ///
    /// - Throws: ``TestSupportError`` where it has not ended after so many seconds; it is killed then.
    func wait(seconds: Double = 150) throws -> AuditResult {
        guard eventually(within: seconds, { !process.isRunning }) else {
            kill()
            throw TestSupportError("\(commandLine) did not end within \(Int(seconds)) s:\n\(text(outputs.error))")
        }
        let isSignal = process.terminationReason == .uncaughtSignal
        return AuditResult(
            command: commandLine, code: isSignal ? nil : process.terminationStatus,
            signal: isSignal ? process.terminationStatus : nil, output: text(outputs.out), error: text(outputs.error))
    }

    private var commandLine: String { "audit " + arguments.joined(separator: " ") }

    private func start(_ input: Input) throws {
        // A program that ends early must not end the tests with it.
        Foundation.signal(SIGPIPE, SIG_IGN)
        switch input {
        case .none:
            process.standardInput = FileHandle.nullDevice
            try process.run()
        case .pipe(let bytes):
            let pipe = Pipe()
            process.standardInput = pipe
            try process.run()
            let writer = pipe.fileHandleForWriting
            Thread.detachNewThread {
                try? writer.write(contentsOf: Data(bytes))
                try? writer.close()
            }
        }
    }

    private func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    private static func file(_ path: String) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let handle = FileHandle(forWritingAtPath: path) else { throw TestSupportError("\(path) cannot be made.") }
        return handle
    }

    /// Nothing of this process's own settings, which would change what the program does.
    private static func environment(home: String) -> [String: String] {
        let kept = ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "LANG", "USER", "LOGNAME"]
        return ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }.merging(["HOME": home]) { $1 }
    }
}
