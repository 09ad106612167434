/// A form that a report can be written in.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
    /// `audit.json`
    case json
    /// `junit.xml`
    case junit
    /// `report.html`
    case html
    /// `report.md`
    case markdown

    /// The file's name in the run's directory.
    public var fileName: String {
        switch self {
        case .json: "audit.json"
        case .junit: "junit.xml"
        case .html: "report.html"
        case .markdown: "report.md"
        }
    }
}
