/// Writes a run's reports so that a reader sees all of them whole or none, also when the program or the machine stops
/// half way.
///
/// The files are `DIR/<contract>/<run-id>/{audit.json,junit.xml,report.html}`; `DIR/<contract>/latest` is a link to the
/// last run's directory. Characters of a contract's name that a path cannot hold are written as `%` and two digits.
public struct ReportWriter: Sendable {
    /// The directory of all reports.
    public let directory: String
    /// How JUnit XML is written.
    public let junit: JUnitRenderer

    /// A writer into that directory, which is made where it is not there.
    public init(directory: String, junit: JUnitRenderer = JUnitRenderer()) {
        self.directory = directory.isEmpty ? "." : directory
        self.junit = junit
    }

    /// Renders and writes the report and returns its directory's path.
    ///
    /// Every file is rendered, written under a temporary name and synced before the first has its own name, so that a
    /// full disk leaves none of them.
    ///
    /// - Throws: ``ReportError``.
    @discardableResult
    public func write(_ report: AuditReport) throws(ReportError) -> String {
        let contract = directory + "/" + PathComponent.safe(report.run.contract)
        let run = PathComponent.safe(report.run.id, reserved: Self.link)
        let contents = [
            ("audit.json", Array(report.jsonText.utf8)), ("junit.xml", try junit.render(report)),
            ("report.html", Array(HTMLRenderer().render(report).utf8)),
        ]
        let folder = try ReportFolder(creating: contract)
        do throws(ReportError) {
            let path = try folder.write(contents, ofRun: run)
            try ReportFolder.link(to: run, from: contract, named: Self.link)
            return path
        } catch {
            folder.removeIfNewAndEmpty()
            throw error
        }
    }

    private static let link = "latest"
}
