import ArgumentParser
import Loader
import Reporting

/// The exit codes that scripts rely on.
enum ExitStatus: Int32 {
    case passed = 0
    case failed = 1
    case incomplete = 2
    case usage = 64
    case configuration = 78

    /// The code of an error, by who has to act.
    init(_ kind: LoaderError.Kind) {
        self =
            switch kind {
            case .usage: .usage
            case .configuration: .configuration
            case .incomplete: .incomplete
            }
    }

    /// What a finished run's exit code is.
    ///
    /// - Parameters:
    ///   - verdict: the report's.
    ///   - failOn: from which verdict on the code is 1.
    ///   - signal: what interrupted the run; its number above 128 is the code.
    static func code(_ verdict: AuditReport.RunStatus, failOn: FailOn, signal: Int32?) -> ExitCode {
        switch verdict {
        case .passed: ExitCode(0)
        case .warned: ExitCode(failOn == .warn ? failed.rawValue : 0)
        case .failed: ExitCode(failOn == .never ? 0 : failed.rawValue)
        case .incomplete: ExitCode(incomplete.rawValue)
        case .interrupted: ExitCode(128 + (signal ?? 2))
        }
    }
}

/// From which verdict on a run's exit code is 1.
enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error, warn, never
}
