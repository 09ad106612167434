import Foundation
import Reporting
import Testing

/// Exact output of a small report in each form. `AUDIT_UPDATE_GOLDEN=1` writes the files anew; read the difference.
@Suite struct GoldenTests {
    @Test("A small report is rendered exactly so", arguments: ["audit.json", "junit.xml", "report.html", "report.md"])
    func golden(file: String) throws {
        let name = "Tests/ReportingTests/Golden/\(file)"
        let rendered = try Self.render(file)
        if ProcessInfo.processInfo.environment["AUDIT_UPDATE_GOLDEN"] == "1" {
            try rendered.write(toFile: Repository.file(name), atomically: true, encoding: .utf8)
        }
        #expect(try Repository.text(name) == rendered)
    }

    private static func render(_ file: String) throws -> String {
        var report = Samples.load()
        report.seal(previousDigest: report.previousDigest) { _ in String(repeating: "34", count: 32) }
        return switch file {
        case "audit.json": report.jsonText
        case "junit.xml": String(decoding: try JUnitRenderer().render(report), as: UTF8.self)
        case "report.html": HTMLRenderer().render(report)
        default: MarkdownRenderer().render(report)
        }
    }
}
