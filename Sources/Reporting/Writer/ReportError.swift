/// A report that could not be made or written.
public struct ReportError: Error, Hashable, Sendable {
    /// What happened, for scripts and tests.
    public enum Code: String, Hashable, Sendable {
        /// A directory could not be made: `report.directory`.
        case directory = "report.directory"
        /// A file could not be written: `report.unwritable`.
        case unwritable = "report.unwritable"
        /// The disk is full, or the quota used up: `report.disk_full`.
        case diskFull = "report.disk_full"
        /// The link `latest` could not be replaced: `report.latest`.
        case latest = "report.latest"
        /// The XML library had no memory: `report.xml`.
        case xml = "report.xml"
    }

    /// The stable name of what happened.
    public let code: Code
    /// The file or directory; empty where none is concerned.
    public let path: String
    /// The system's word for the cause: `No space left on device`.
    public let cause: String
    /// What to do next, as one sentence.
    public let remedy: String

    init(_ code: Code, path: String, cause: String, remedy: String) {
        self.code = code
        self.path = path
        self.cause = cause
        self.remedy = remedy
    }

    static let xml = ReportError(
        .xml, path: "", cause: "the XML library gave up", remedy: "Free some memory and render the report again.")
}

extension ReportError: CustomStringConvertible {
    /// What happened, where, and the remedy.
    public var description: String { "\(summary) \(remedy)" }

    /// What happened, and where.
    public var summary: String {
        let place = path.isEmpty ? "" : " \(VisibleText.oneLine(path))"
        return "The report\(place) could not be written: \(cause)."
    }
}
