import Testing

@testable import Validator

@Suite("Patterns and the official test suite")
struct PatternSuiteTests {
    private static let files = [
        "pattern.json", "patternProperties.json", "optional/ecmascript-regex.json", "optional/non-bmp-regex.json",
    ]

    @Test(
        "every pattern of the draft's pattern tests gives the suite's verdict",
        arguments: OfficialSuite.drafts.map(\.folder))
    func suite(draft: String) throws {
        var judged = 0
        for file in Self.files {
            for group in try OfficialSuite.groups(in: "\(draft)/\(file)") {
                for test in group.tests {
                    let isValid = try isValid(test.data, group.schema)
                    #expect(isValid == test.isValid, "\(draft)/\(file): \(group.description): \(test.description)")
                    judged += 1
                }
            }
        }
        #expect(judged > 100)
    }

    /// As much of JSON Schema as those files need.
    private func isValid(_ data: JSONValue, _ schema: JSONValue) throws -> Bool {
        if let bool = schema.bool { return bool }
        if let format = schema["format"]?.string.flatMap(Format.init), let text = data.string {
            return text.withBytes(format.isSatisfied)
        }
        if let source = schema["pattern"]?.string, let text = data.string {
            return try matches(source, text)
        }
        if let type = schema["type"]?.string, data.kind.rawValue != type { return false }
        if let maximum = schema["maximum"]?.int, let value = data.int, value > maximum { return false }
        guard let patterns = schema["patternProperties"]?.object, let object = data.object else { return true }
        return try object.members.allSatisfy { member in
            let hits = try patterns.members.filter { try matches($0.name, member.name) }
            if hits.isEmpty { return schema["additionalProperties"]?.bool != false }
            return try hits.allSatisfy { try isValid(member.value, $0.value) }
        }
    }

    private func matches(_ source: String, _ text: String) throws -> Bool {
        let fast = try Pattern(source).verdict(on: text)
        #expect(fast == (try Pattern(source, usesBytePrograms: false).verdict(on: text)), "\(source)")
        #expect(fast != .undecided)
        return fast == .matches
    }
}

extension Pattern {
    /// The verdict on a text, with a scratch of its own.
    func verdict(on text: String) -> PatternVerdict { text.withBytes { match($0, with: PatternScratch()) } }
}
