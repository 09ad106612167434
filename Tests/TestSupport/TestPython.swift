import Foundation

/// The Python of the tests' virtual environment.
public enum TestPython {
    /// Its path: what `AUDIT_TEST_PYTHON` names, else that in `.venv`.
    public static func path() throws -> String {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["AUDIT_TEST_PYTHON"]
        let path = named ?? repository.appendingPathComponent(".venv/bin/python3").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestSupportError("There is no \(path), which the tests need. Run scripts/test, which makes it.")
        }
        return path
    }

    /// Runs a script with a file's path as its argument, and returns what it printed and its exit code.
    public static func run(_ script: String, _ file: String) throws -> (output: String, code: Int32) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try path())
        process.arguments = ["-c", script, file]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
