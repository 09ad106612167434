import Foundation

/// A terminal for the program, made by `script`: what the program writes is collected as it would have been shown.
enum PseudoTerminal {
    /// Runs the program on a terminal; returns its exit code and all that it showed.
    static func run(
        _ arguments: [String], in directory: String, environment: [String: String] = [:]
    ) throws -> (code: Int32, text: String) {
        let command = ([Repository.program] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let settings = ["TERM": "xterm"].merging(environment) { _, own in own }.map { "\($0.key)='\($0.value)'" }
        let line = "cd '\(directory)' && env -u NO_COLOR \(settings.joined(separator: " ")) \(command)"
        let shown = "\(directory)/.terminal"
        #if os(macOS)
            let script = "script -q /dev/null /bin/sh -c"
            let code = try Shell.run("\(script) \(quoted(line)) > '\(shown)'")
        #else
            let code = try Shell.run("script -q -e -c \(quoted(line)) /dev/null > '\(shown)'")
        #endif
        return (code, String(decoding: FileManager.default.contents(atPath: shown) ?? Data(), as: UTF8.self))
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
