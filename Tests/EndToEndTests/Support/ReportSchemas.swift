import Foundation
import TestSupport
import Validator

/// Holds the files of a report against the schemas that the product publishes.
enum ReportSchemas {
    private static let program = Result {
        let text = try String(contentsOfFile: Repository.file("schemas/audit-report.schema.json"), encoding: .utf8)
        return try SchemaProgram(compiling: JSONValue.parse(text))
    }

    /// - Throws: ``TestSupportError`` that says what is wrong.
    static func check(json: String, junit: String) throws {
        let errors = try errors(in: json)
        guard errors.isEmpty else { throw TestSupportError("audit.json breaks its schema: \(errors)") }
        guard try XMLSchema.isValid(Array(junit.utf8), under: Repository.file("schemas/junit-strict.xsd")) else {
            throw TestSupportError("junit.xml breaks junit-strict.xsd:\n\(junit)")
        }
    }

    private static func errors(in text: String) throws -> [String] {
        let evaluator = SchemaEvaluator(try program.get())
        let parser = JSONParser()
        return try Array(text.utf8).withUnsafeBytes { bytes in
            evaluator.errors(in: try parser.parse(bytes)).map { "\($0.instancePointer) \($0.keyword)" }
        }
    }
}
