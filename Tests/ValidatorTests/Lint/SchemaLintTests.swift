import Foundation
import Testing

@testable import Validator

/// The linter as a whole.
@Suite struct SchemaLintTests {
    @Test("Each rule has a stable id, a line, an explanation and a remedy")
    func rules() {
        #expect(
            SchemaLint.rules.map(\.id) == [
                "content-annotation-only", "contradicting-bounds", "duplicate-value", "exploding-pattern",
                "format-annotation-only", "keyword-never-applies", "keyword-not-in-dialect",
                "keyword-without-partner", "ref-siblings-ignored", "refused-value", "required-undeclared",
                "unanchored-pattern", "unevaluated-nothing", "unknown-keyword", "unreachable-branch",
            ])
        for rule in SchemaLint.rules {
            #expect(rule.summary.hasSuffix("."))
            #expect(rule.explanation.hasSuffix("."))
            #expect(!rule.remedy.hasSuffix(".") && !rule.remedy.isEmpty)
        }
    }

    @Test("The meta-schemas of all dialects hold no error and no dead keyword", arguments: Dialect.allCases)
    func metaSchemas(_ dialect: Dialect) throws {
        let schema = try #require(MetaSchemas.document(dialect.uri))
        let findings = SchemaLint().findings(in: schema)
        #expect(findings.map { "\($0.rule.id) \($0.place)" } == [])
    }

    @Test("Findings come in the order of the walk: a subschema before what lies below it")
    func order() throws {
        let schema = #"{"properties": {"a": {"tpye": 1, "items": {"tpye": 2}}, "b": {"tpye": 3}}, "tpye": 4}"#
        #expect(
            try LintRow(schema).found(by: "unknown-keyword") == [
                "error /tpye", "error /properties/a/tpye", "error /properties/a/items/tpye", "error /properties/b/tpye",
            ])
    }

    @Test("A schema inside a schema may have a dialect of its own")
    func innerDialect() throws {
        let schema = #"""
            {"$defs": {"old": {"$id": "urn:old", "$schema": "http://json-schema.org/draft-07/schema#",
             "items": [true], "additionalItems": {"prefixItems": []}}}}
            """#
        #expect(
            try LintRow(schema).found(by: "keyword-not-in-dialect") == ["error /$defs/old/additionalItems/prefixItems"])
    }

    @Test("Severities are ordered")
    func severities() {
        #expect(LintSeverity.allCases.max() == .error)
        #expect(LintSeverity.allCases.min() == .note)
    }

    @Test("A schema as deep as a parser lets it be is walked to its end")
    func depth() throws {
        let levels = 120
        let schema =
            String(repeating: #"{"not": "#, count: levels) + #"{"tpye": 1}"# + String(repeating: "}", count: levels)
        let findings = SchemaLint().findings(in: try JSONValue.parse(schema))
        #expect(findings.map(\.place.tokens.count) == [levels + 1])
    }
}
