import Testing
import Validator

@Suite("Official JSON Schema test suite")
struct OfficialSuiteTests {
    // The counts are those of the suite as of July 2025; a newer one only has more.

    @Test("required tests pass", arguments: zip(OfficialSuite.drafts, [610, 829, 913, 1227, 1257]))
    func required(draft: (folder: String, dialect: Dialect), atLeast: Int) throws {
        try run(draft.folder, draft.dialect, atLeast: atLeast)
    }

    @Test("optional tests pass", arguments: zip(OfficialSuite.drafts, [100, 106, 118, 154, 158]))
    func optional(draft: (folder: String, dialect: Dialect), atLeast: Int) throws {
        try run("\(draft.folder)/optional", draft.dialect, atLeast: atLeast)
    }

    @Test("optional format tests pass", arguments: zip(OfficialSuite.drafts, [153, 214, 434, 483, 491]))
    func formats(draft: (folder: String, dialect: Dialect), atLeast: Int) throws {
        try run("\(draft.folder)/optional/format", draft.dialect, formats: .assert, atLeast: atLeast)
    }

    private func run(
        _ folder: String, _ dialect: Dialect, formats: SchemaOptions.FormatMode = .annotate, atLeast minimum: Int
    ) throws {
        let remotes = try OfficialSuite.remotes()
        var count = 0
        for group in try OfficialSuite.groups(ofFolder: folder) {
            // Draft 7's own optional tests want content refused; no other draft reads this option.
            let options = SchemaOptions(dialect: dialect, formats: formats, assertsContent: true) { remotes[$0] }
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
                if errors.contains(where: \.isUndecided) { Issue.record("\(name): \(test.description): undecided") }
            }
        }
        return group.tests.count
    }
}
