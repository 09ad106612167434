import Foundation
import TestSupport

/// The built program, with what the kernel says it took when it has ended.
final class MeasuredProcess {
    /// The program's process.
    let id: pid_t
    private let output: String

    /// Starts `audit` in a directory.
    init(_ arguments: [String], in directory: String) throws {
        output = "\(directory)/.measured-\(UUID().uuidString)"
        // posix_spawn has no portable way to change the directory: the shell does it, and becomes the program.
        let script = #"cd "$1" && shift && out="$1" && shift && exec "$@" > "$out" 2>&1 < /dev/null"#
        let words = ["/bin/sh", "-c", script, "sh", directory, output, Repository.program] + arguments
        let texts = words.map { strdup($0) } + [nil]
        defer { texts.forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", nil, nil, texts, environ) == 0 else {
            throw TestSupportError("The program cannot be started.")
        }
        id = process
    }

    /// Waits for the program's end; its exit code, the most memory that it held in MiB, and what it said.
    func wait() -> (code: Int32, mebibytes: Int, text: String) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
        #if os(Linux)
            let bytes = Int(usage.ru_maxrss) * 1_024
        #else
            let bytes = Int(usage.ru_maxrss)
        #endif
        let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        return (status & 0x7F == 0 ? status >> 8 & 0xFF : -1, bytes >> 20, text)
    }
}
