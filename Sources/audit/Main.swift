import ArgumentParser
import Foundation
import Loader
import Reporting

/// Runs the command that the arguments name, and turns what it throws into words and an exit code.
@main
enum Main {
    static func main() {
        // A reader of the output that has gone is seen as a failed write, not as the end of the program.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that a limit of the process keeps from growing.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try Audit.parseAsRoot()
            try command.run()
        } catch let error as LoaderError {
            fail(error.description, code: ExitStatus(error.kind))
        } catch let error as ReportError {
            fail(error.description, code: .incomplete)
        } catch {
            Audit.exit(withError: error)
        }
    }

    private static func fail(_ message: String, code: ExitStatus) -> Never {
        Console.error("audit: \(message)")
        exit(code.rawValue)
    }
}
