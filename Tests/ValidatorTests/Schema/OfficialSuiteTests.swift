import Testing
import Validator

@Suite("Official JSON Schema test suite")
struct OfficialSuiteTests {
    @Test("required tests pass", arguments: OfficialSuite.drafts)
    func required(folder: String, dialect: Dialect) throws {
        try run(folder, dialect, formats: .annotate, atLeast: 600)
    }

    @Test("optional tests pass", arguments: OfficialSuite.drafts)
    func optional(folder: String, dialect: Dialect) throws {
        try run("\(folder)/optional", dialect, formats: .annotate, atLeast: 50)
    }

    @Test("optional format tests pass", arguments: OfficialSuite.drafts)
    func formats(folder: String, dialect: Dialect) throws {
        try run("\(folder)/optional/format", dialect, formats: .assert, atLeast: 100)
    }

    private func run(
        _ folder: String, _ dialect: Dialect, formats: SchemaOptions.FormatMode, atLeast minimum: Int
    ) throws {
        let remotes = try OfficialSuite.remotes()
        var count = 0
        for group in try OfficialSuite.groups(folder) {
            let options = SchemaOptions(dialect: dialect, formats: formats) { remotes[$0] }
            let name = "\(group.file): \(group.description)"
            do {
                let program = try SchemaProgram(compiling: group.schema, options: options)
                count += try judge(group, SchemaEvaluator(program), name: name)
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
        #expect(count >= minimum, "the suite's folder \(folder) holds only \(count) tests")
    }

    /// Both passes must give the suite's verdict.
    private func judge(_ group: OfficialSuite.Group, _ evaluator: SchemaEvaluator, name: String) throws -> Int {
        let parser = JSONParser()
        for test in group.tests {
            let bytes = Array(test.data.serialized().utf8)
            try bytes.withUnsafeBytes { bytes in
                let message = try parser.parse(bytes)
                let (isValid, errors) = (evaluator.isValid(message), evaluator.errors(in: message))
                if isValid != test.isValid { Issue.record("\(name): \(test.description)") }
                if errors.isEmpty != isValid { Issue.record("\(name): \(test.description): the passes disagree") }
            }
        }
        return group.tests.count
    }
}
