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

    /// Whether the report could be written.
    private func conclude(_ report: AuditReport) -> Bool {
        var report = report
        let error = write(report)
        if let error = error as? ReportError { report.addUnwritten(error) }
        if let error { Console.complain("\(error)") }
        report.tellProblems()
        Console.output(flags.json ? report.json.serialized() : report.closingSentence)
        return error == nil
    }

    private func write(_ report: AuditReport) -> (any Error)? {
        do {
            let path = try writer.write(report)
            if !flags.quiet { Console.error("Report: \(path)") }
            return nil
        } catch {
            return error
        }
    }
}
