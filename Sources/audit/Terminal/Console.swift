import Foundation
import Reporting
import Synchronization

/// Writes text: results to standard output, all else to standard error.
enum Console {
    /// A line of the result.
    static func output(_ text: String, terminator: String = "\n") {
        write(text + terminator, to: STDOUT_FILENO)
    }

    /// A line about the work.
    static func error(_ text: String, terminator: String = "\n") {
        write(text + terminator, to: STDERR_FILENO)
    }

    /// Whether colours may be used: a terminal, and neither `--no-color`, `NO_COLOR` nor `TERM=dumb` says otherwise.
    static func isColored(_ descriptor: Int32, noColor: Bool) -> Bool {
        let isRefused = noColor || ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty == false
        return !isRefused && isTerminal(descriptor)
    }

    /// Whether there is a terminal that can move its cursor.
    static func isTerminal(_ descriptor: Int32) -> Bool {
        ProcessInfo.processInfo.environment["TERM"] != "dumb" && isatty(descriptor) == 1
    }

    /// What went wrong, or is about to, on standard error: a file's name may hold anything, and moves no cursor.
    static func complain(_ message: String) { error("audit: \(VisibleText.lines(message))") }

    /// Why the result could not be written to standard output; nil where it could, or where its reader has gone, which
    /// is no reason to fail.
    static var outputFailure: String? { failure.withLock { $0 == 0 ? nil : String(cString: strerror($0)) } }

    /// The first error number of standard output; 0: none.
    private static let failure = Mutex<Int32>(0)

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&writable, 1, -1)
            } else if errno != EINTR {
                return note(errno, of: descriptor)
            }
        }
    }

    private static func note(_ number: Int32, of descriptor: Int32) {
        guard descriptor == STDOUT_FILENO, number != EPIPE else { return }
        failure.withLock { $0 = $0 == 0 ? number : $0 }
    }
}
