/// How a run of the program ended.
struct AuditResult: CustomStringConvertible {
    /// The command line.
    let command: String
    /// The exit code; nil where a signal ended the program.
    let code: Int32?
    /// The signal that ended the program.
    let signal: Int32?
    /// Standard output.
    let output: String
    /// Standard error.
    let error: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast() }

    /// The counted sentence, with its seconds replaced by `N`.
    var lastLine: String { lines.last.map { $0.replacing(#/ in [0-9.,]+ s\./#, with: " in N s.") } ?? "" }

    /// The lines of standard error that tell of a failure.
    var complaints: [String] { error.split(separator: "\n").map(String.init).filter { $0.hasPrefix("audit: ") } }

    /// All that a failed test needs to know.
    var description: String {
        "$ \(command)\nexit \(code.map(String.init) ?? "signal \(signal ?? 0)")\n\(output)\n--- stderr\n\(error)"
    }
}
