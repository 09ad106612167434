import Reporting
import TestSupport
import Testing

@Suite struct JUnitProfileTests {
    private func cases(_ profile: JUnitProfile) throws -> [XMLElement] {
        var report = Samples.load()
        report.checks[0].locations[0].input = "data/logins.ndjson"
        return try XMLSchema.read(JUnitRenderer(profile: profile).render(report)).cases
    }

    @Test("GitLab gets the file and each case's output")
    func gitlab() throws {
        let cases = try cases(.gitlab)
        #expect(cases[1].attributes["file"] == "data/logins.ndjson")
        #expect(cases[1].attributes["line"] == nil)
        #expect(cases.allSatisfy { $0.first("system-out") != nil })
    }

    @Test("GitHub gets file and line")
    func github() throws {
        let cases = try cases(.github)
        #expect(cases[1].attributes["file"] == "data/logins.ndjson")
        #expect(cases[1].attributes["line"] == "12")
        #expect(cases[2].attributes["file"] == nil)
    }

    @Test("A run's only file is named though its places do not repeat it, a queue is not", arguments: [nil, "m-1"])
    func onlyFile(messageID: String?) throws {
        var report = Samples.load()
        report.input = [AuditReport.Input(name: "only.ndjson", bytes: 1)]
        report.checks[0].locations[0].input = nil
        report.checks[0].locations[0].messageID = messageID
        for profile in [JUnitProfile.github, .gitlab] {
            let cases = try XMLSchema.read(JUnitRenderer(profile: profile).render(report)).cases
            #expect(cases[1].attributes["file"] == (messageID == nil ? "only.ndjson" : nil))
        }
    }

    @Test("Azure gets properties of each case")
    func azure() throws {
        let properties = try #require(try cases(.azure)[4].first("properties"))
        #expect(
            properties.all("property").map { $0.attributes["name"] } == [
                "keyword", "severity", "measured", "threshold",
            ])
    }

    @Test("Only the strict profile leaves the message of a skipped case to its text", arguments: JUnitProfile.allCases)
    func skipped(profile: JUnitProfile) throws {
        let skipped = try #require(try cases(profile).last?.first("skipped"))
        #expect(skipped.text == "the queue is empty: not judged")
        #expect(skipped.attributes["message"] == (profile == .strict ? nil : "the queue is empty: not judged"))
    }

    @Test("Names are the same in every profile")
    func names() throws {
        let names = try JUnitProfile.allCases.map { try cases($0).map(\.key) }
        #expect(Set(names).count == 1)
    }
}
