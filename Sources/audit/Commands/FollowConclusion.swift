import ArgumentParser
import Foundation
import Loader
import Reporting
import Validator

/// Runs a service and tells its windows: reports to disk, a line each to standard output, and one at the end.
struct FollowConclusion {
    let flags: RunFlags
    let writer: ReportWriter

    init(_ flags: RunFlags, _ settings: Settings) throws {
        self.flags = flags
        writer = try flags.writer(settings)
    }

    /// Runs until a signal comes, and throws the exit code.
    func perform(_ service: FollowService, listeners: [ListenAddress: Set<String>]) throws {
        let ending = Interruption()
        SignalWatch.start(ending)
        let listener = ServiceListener(service.endpoints)
        for (address, paths) in listeners { try listener.bind(address, paths: paths) }
        let summary = try service.run(ending: ending, conclude: conclude)
        Console.output(flags.json ? summary.json.serialized() : summary.sentence)
        throw ExitStatus.code(.interrupted, failOn: .error, signal: ending.requested)
    }

    /// Writes and tells a window's report; whether it could be written.
    private func conclude(_ report: AuditReport, amend: (ReportError) -> AuditReport) -> Bool {
        do throws(ReportError) {
            let path = try writer.write(report)
            if !flags.quiet { Console.error("Report: \(path)") }
            tell(report)
            return true
        } catch {
            Console.complain("\(error)")
            let amended = amend(error)
            // What could be written must not look better than the run.
            _ = try? writer.write(amended)
            tell(amended)
            return false
        }
    }

    private func tell(_ report: AuditReport) {
        report.tellProblems()
        Console.output(flags.json ? report.json.serialized() : report.closingSentence)
    }
}
