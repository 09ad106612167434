import Testing
import Validator

@Suite("Official annotation tests")
struct OfficialAnnotationTests {
    // The counts are those of the suite as of July 2025; a newer one only has more.

    @Test("schemas say about values what they must", arguments: zip(OfficialSuite.drafts, [17, 23, 31, 62, 81]))
    func annotations(draft: (folder: String, dialect: Dialect), atLeast minimum: Int) throws {
        var count = 0
        for (file, document) in try OfficialSuite.documents(in: "annotations/tests") {
            for group in try #require(document["suite"]?.array)
            where try Compatibility(group["compatibility"]?.string).includes(draft.dialect) {
                count += try run(group, draft.dialect, file: file)
            }
        }
        #expect(count >= minimum, "the suite has only \(count) assertions for \(draft.folder)")
    }

    private func run(_ group: JSONValue, _ dialect: Dialect, file: String) throws -> Int {
        let documents = group["externalSchemas"]?.object ?? [:]
        let options = SchemaOptions(dialect: dialect, formats: .annotate) { documents[$0] }
        let program = try SchemaProgram(compiling: try #require(group["schema"]), options: options)
        var count = 0
        for test in try #require(group["tests"]?.array) {
            let instance = try #require(test["instance"]).serialized()
            let found = try program.tree(of: instance, showsUndeclaredNames: true).annotations
            for assertion in try #require(test["assertions"]?.array) {
                let name = "\(file): \(group["description"]?.string ?? ""): \(assertion.serialized())"
                #expect(try expectation(assertion, found), "\(name) on \(instance)")
                count += 1
            }
        }
        return count
    }

    /// Whether the annotations of a keyword at a place are those that are expected, by the place of their schema.
    private func expectation(_ assertion: JSONValue, _ found: [SchemaAnnotation]) throws -> Bool {
        let (location, keyword) = (assertion["location"]?.string, assertion["keyword"]?.string)
        var annotations = JSONObject()
        for annotation in found where annotation.instanceLocation == location && annotation.keyword == keyword {
            let fragment = annotation.absoluteKeywordLocation.drop { $0 != "#" }
            let schema = fragment.prefix(upTo: try #require(fragment.lastIndex(of: "/")))
            annotations[String(schema)] = annotation.value
        }
        return .object(annotations) == assertion["expected"]
    }
}

/// `compatibility` of an annotation test: `7`, `<=2019`, `=2020`, `6,<=2019`; none: all dialects.
private struct Compatibility {
    private let constraints: [Substring]

    init(_ text: String?) { constraints = (text ?? "").split(separator: ",") }

    func includes(_ dialect: Dialect) throws -> Bool {
        try constraints.allSatisfy { constraint in
            let release = try #require(Int(constraint.drop { !$0.isNumber }))
            if constraint.hasPrefix("<=") { return dialect.rawValue <= release }
            if constraint.hasPrefix("=") { return dialect.rawValue == release }
            return dialect.rawValue >= release
        }
    }
}
