import Foundation

/// Writes text: results to standard output, all else to standard error.
enum Console {
    /// A line of the result.
    static func output(_ text: String, terminator: String = "\n") {
        write(text + terminator, to: FileHandle.standardOutput)
    }

    /// A line about the work.
    static func error(_ text: String, terminator: String = "\n") {
        write(text + terminator, to: FileHandle.standardError)
    }

    /// Whether colours may be used: a terminal, and neither `--no-color`, `NO_COLOR` nor `TERM=dumb` says otherwise.
    static func isColored(_ descriptor: Int32, noColor: Bool) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        let isRefused = noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        return !isRefused && isatty(descriptor) == 1
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // A closed pipe is no reason to fail: the exit code still tells the verdict.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
