import Foundation
import Reporting
import Testing

@Suite struct PreviewTests {
    @Test func preview() throws {
        for (name, report) in [
            ("load", Samples.load()), ("check", Samples.check()), ("incomplete", Samples.incomplete()),
        ] {
            let dir = "/tmp/preview/\(name)"
            try FileManager.default.createDirectory(atPath: dir, withIntermediateDirectories: true)
            try HTMLRenderer().render(report).write(toFile: dir + "/r.html", atomically: true, encoding: .utf8)
            try MarkdownRenderer().render(report).write(toFile: dir + "/r.md", atomically: true, encoding: .utf8)
            try TextRenderer().render(report).write(toFile: dir + "/r.txt", atomically: true, encoding: .utf8)
            try report.jsonText.write(toFile: dir + "/r.json", atomically: true, encoding: .utf8)
            try Data(JUnitRenderer().render(report)).write(to: URL(filePath: dir + "/r.xml"))
        }
    }
}
