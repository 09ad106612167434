import Testing

@testable import Validator

@Suite("Formats and the official test suite")
struct FormatSuiteTests {
    @Test("every format test of the draft passes", arguments: OfficialSuite.drafts.map(\.folder))
    func suite(draft: String) throws {
        var judged = 0
        let folder = "\(draft)/optional/format"
        for name in try OfficialSuite.names(in: folder) {
            for group in try OfficialSuite.groups(in: "\(folder)/\(name)") {
                let format = Format(name: try #require(group.schema["format"]?.string))
                #expect((format == nil) == (name == "unknown.json"))
                for test in group.tests {
                    let isValid = test.data.string.map { text in
                        text.withBytes { format?.isSatisfied(by: $0) ?? true }
                    }
                    #expect((isValid ?? true) == test.isValid, "\(draft)/\(name): \(test.description)")
                    judged += 1
                }
            }
        }
        #expect(judged > 100)
    }
}
