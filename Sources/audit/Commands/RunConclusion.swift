import ArgumentParser
import Foundation
import Loader
import Reporting

/// Performs a run and tells its end: reports to disk, the summary to standard output, the verdict as exit code.
struct RunConclusion {
    let flags: RunFlags
    let writer: ReportWriter
    let failOn: FailOn
    /// Whether standard output holds something else than the summary.
    let isOutputTaken: Bool

    init(_ flags: RunFlags, _ settings: Settings, isOutputTaken: Bool = false) throws {
        self.flags = flags
        self.isOutputTaken = isOutputTaken
        writer = try flags.writer(settings)
        failOn = try flags.failOn(settings)
    }

    /// Runs to the end, and throws the exit code.
    func perform(_ run: AuditRun, source: any MessageSource) throws {
        let interruption = Interruption()
        SignalWatch.start(interruption)
        var progress = ProgressLine(isQuiet: flags.quiet || flags.json, source: source)
        let report = try run.perform(interruption: interruption, waiting: Self.tellWaiting) { progress.show($0) }
        progress.clear()
        try conclude(report, of: run, signal: interruption.requested)
    }

    private static func tellWaiting(_ error: LoaderError) {
        Console.complain("\(error.message) Trying again until --retry-time is over.")
    }

    private func conclude(_ report: AuditReport, of run: AuditRun, signal: Int32?) throws {
        do throws(ReportError) {
            show(report, path: try writer.write(report))
        } catch {
            let amended = run.amend(report, with: error)
            // What could be written must not look better than the run.
            _ = try? writer.write(amended)
            show(amended, path: nil)
            throw error
        }
        throw ExitStatus.code(report.verdict, failOn: failOn, signal: signal)
    }

    private func show(_ report: AuditReport, path: String?) {
        if let path, !flags.quiet { Console.error("Report: \(path)") }
        if flags.json { return Console.output(report.jsonText, terminator: "") }
        if flags.quiet {
            // What keeps a run from being complete is no chatter.
            report.tellProblems()
            return print(report.closingSentence + "\n")
        }
        let descriptor = isOutputTaken ? STDERR_FILENO : STDOUT_FILENO
        let renderer = TextRenderer(colored: Console.isColored(descriptor, noColor: flags.noColor))
        print(renderer.render(report))
    }

    private func print(_ summary: String) {
        if isOutputTaken { Console.error(summary, terminator: "") } else { Console.output(summary, terminator: "") }
    }
}
