import Testing
import Validator

@Suite("Official output tests")
struct OfficialOutputTests {
    static let drafts = OfficialSuite.drafts.filter { $0.dialect >= .draft2019 }

    // The counts are those of the suite as of July 2025; a newer one only has more.

    @Test("outputs are what the suite's schemas say", arguments: zip(drafts, [4, 4]))
    func content(draft: (folder: String, dialect: Dialect), atLeast minimum: Int) throws {
        let metaSchema = try Self.outputSchema(draft.folder)
        let remotes = try OfficialSuite.remotes()
        var count = 0
        for (file, document) in try OfficialSuite.documents(in: "output-tests/\(draft.folder)/content") {
            for group in try #require(document.array) {
                let program = try SchemaProgram(
                    compiling: try #require(group["schema"]),
                    options: SchemaOptions(dialect: draft.dialect, formats: .annotate) { remotes[$0] })
                for test in try #require(group["tests"]?.array) {
                    let data = try #require(test["data"]).serialized()
                    for (format, schema) in try #require(test["output"]?.object) {
                        let format = try #require(OutputFormat(rawValue: format))
                        let output = try program.output(format, of: data)
                        let judge = SchemaEvaluator(
                            try SchemaProgram(
                                compiling: schema,
                                options: SchemaOptions(dialect: draft.dialect) { metaSchema[$0] }))
                        #expect(try judge.accepts(output.serialized()), "\(file): \(output.serialized())")
                        count += 1
                    }
                }
            }
        }
        #expect(count >= minimum)
    }

    /// The schema of outputs, by its URI.
    static func outputSchema(_ folder: String) throws -> JSONObject {
        let document = try #require(
            try OfficialSuite.documents(in: "output-tests/\(folder)").first { $0.name == "output-schema.json" })
        let uri = try #require(document.value["$id"]?.string)
        return [uri: document.value]
    }

    @Test("every output of the whole suite has the standard's shape", arguments: drafts)
    func shape(draft: (folder: String, dialect: Dialect)) throws {
        let schema = try #require(try Self.outputSchema(draft.folder).members.first)
        let judges = try [OutputFormat.basic, .detailed, .verbose].map { format in
            let reference: JSONValue = ["$ref": .string("\(schema.name)#/$defs/\(format)")]
            let program = try SchemaProgram(
                compiling: reference,
                options: SchemaOptions(dialect: draft.dialect) { $0 == schema.name ? schema.value : nil })
            return (format, SchemaEvaluator(program))
        }
        let remotes = try OfficialSuite.remotes()
        for group in try OfficialSuite.groups(ofFolder: draft.folder) {
            let options = SchemaOptions(dialect: draft.dialect, formats: .annotate, baseURI: "https://example.org/") {
                remotes[$0]
            }
            let program = try SchemaProgram(compiling: group.schema, options: options)
            for test in group.tests {
                let tree = try program.tree(of: test.data.serialized(), showsUndeclaredNames: true)
                for (format, judge) in judges {
                    let output = tree.rendered(as: format).serialized()
                    #expect(try judge.accepts(output), "\(group.file): \(group.description): \(output)")
                }
            }
        }
    }

    @Test("the tree has the suite's verdict", arguments: OfficialSuite.drafts)
    func verdicts(draft: (folder: String, dialect: Dialect)) throws {
        let remotes = try OfficialSuite.remotes()
        for group in try OfficialSuite.groups(ofFolder: draft.folder) {
            let options = SchemaOptions(dialect: draft.dialect, formats: .annotate) { remotes[$0] }
            let program = try SchemaProgram(compiling: group.schema, options: options)
            for test in group.tests {
                let tree = try program.tree(of: test.data.serialized())
                #expect(tree.isValid == test.isValid, "\(group.file): \(group.description): \(test.description)")
                #expect(tree.error == nil || tree.units.isEmpty, "the root was corrected: \(group.description)")
            }
        }
    }
}
