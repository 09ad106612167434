import Testing
import Validator

/// A schema, and what one rule must find in it: `severity place`, in the order of the text.
struct LintRow: CustomTestStringConvertible, Sendable {
    let schema: String
    let findings: [String]

    init(_ schema: String, _ findings: String...) {
        self.schema = schema
        self.findings = findings
    }

    var testDescription: String { schema }

    /// What the rule finds in the schema.
    func found(by rule: String, _ lint: SchemaLint = SchemaLint()) throws -> [String] {
        try lint.findings(in: JSONValue.parse(schema)).filter { $0.rule.id == rule }
            .map { "\($0.severity) \($0.place)" }
    }

    /// The sentences of everything that is found in a schema, each with its remedy.
    static func sentences(_ schema: String, _ lint: SchemaLint = SchemaLint()) throws -> [String] {
        try lint.findings(in: JSONValue.parse(schema)).map { "\($0.message) (\($0.remedy))" }
    }
}
