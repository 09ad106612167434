import Foundation
import Reporting
import Testing

/// Exact output of a small report in each form. `AUDIT_UPDATE_GOLDEN=1` writes the files anew; read the difference.
@Suite struct GoldenTests {
    @Test("A small report is rendered exactly so", arguments: ReportFormat.allCases)
    func golden(format: ReportFormat) throws {
        let name = "Tests/ReportingTests/Golden/\(format.fileName)"
        let rendered = try Self.render(format)
        if ProcessInfo.processInfo.environment["AUDIT_UPDATE_GOLDEN"] == "1" {
            try rendered.write(toFile: Repository.file(name), atomically: true, encoding: .utf8)
        }
        #expect(try Repository.text(name) == rendered)
    }

    private static func render(_ format: ReportFormat) throws -> String {
        var report = Samples.load()
        report.seal(previousDigest: report.previousDigest) { _ in String(repeating: "34", count: 32) }
        switch format {
        case .json: return report.jsonText
        case .junit: return String(decoding: try JUnitRenderer().render(report), as: UTF8.self)
        case .html: return HTMLRenderer().render(report)
        case .markdown: return MarkdownRenderer().render(report)
        }
    }
}
