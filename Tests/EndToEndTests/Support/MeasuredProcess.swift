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
        watch()
    }

    /// The most memory so far in KiB, by the kernel's own note; 0 where it keeps none for others to read.
    private let most = Peak()

    private final class Peak: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0
        func note(_ kibibytes: Int) { lock.withLock { value = max(value, kibibytes) } }
        var kibibytes: Int { lock.withLock { value } }
    }

    /// Reads the note again and again until the program has ended: it only grows, so that the last look counts. What
    /// `wait4` says holds the memory of this process too, from which the program was started.
    private func watch() {
        let (path, most) = ("/proc/\(id)/status", most)
        Thread.detachNewThread {
            while let text = try? String(contentsOfFile: path, encoding: .utf8) {
                guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return }
                if text.contains("Name:\taudit") { most.note(Int(line.filter(\.isNumber)) ?? 0) }
                usleep(20_000)
            }
        }
    }

    /// Waits for the program's end; its exit code, the most memory that it held in MiB, and what it said.
    func wait() -> (code: Int32, mebibytes: Int, text: String) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
        let bytes = most.kibibytes > 0 ? most.kibibytes * 1_024 : Int(usage.ru_maxrss)
        let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        return (status & 0x7F == 0 ? status >> 8 & 0xFF : -1, bytes >> 20, text)
    }
}
