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
            for (variable, nearest) in Settings.misspelt() {
                Console.complain("\(variable) is no setting. Did you mean \(nearest)?")
            }
            try command.run()
            end(with: 0)
        } catch let code as ExitCode {
            end(with: code.rawValue)
        } catch let error as LoaderError {
            fail(error.description, code: ExitStatus(error.kind))
        } catch let error as ReportError {
            fail(error.description, code: .incomplete)
        } catch {
            // Help, versions and mistakes of the command line; 1 would say that the data failed the audit.
            guard Audit.exitCode(for: error) == .failure else { Audit.exit(withError: error) }
            fail("\(error)", code: .incomplete)
        }
    }

    /// A verdict that nobody could be told is none.
    private static func end(with code: Int32) -> Never {
        guard let cause = Console.outputFailure else { exit(code) }
        Console.complain("Standard output cannot be written: \(cause). Make room, or write the output elsewhere.")
        exit(code <= ExitStatus.failed.rawValue ? ExitStatus.incomplete.rawValue : code)
    }

    private static func fail(_ message: String, code: ExitStatus) -> Never {
        Console.complain(message)
        exit(code.rawValue)
    }
}
