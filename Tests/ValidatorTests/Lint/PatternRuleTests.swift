import Testing
import Validator

@testable import Validator

/// Patterns that let too much through, or can take for ever; formats and contents that refuse nothing.
@Suite struct PatternRuleTests {
    static func schema(_ pattern: String) -> String { JSONValue.object(["pattern": .string(pattern)]).serialized() }

    static let anchors: [(String, LintSeverity?)] = [
        ("[a-z]+", .warning), ("[0-9]{3}-[0-9]{4}", .warning), ("android|ios", .warning), (#"\S+@\S+\.\S+"#, .warning),
        ("foo[0-9]+", .warning), ("^[a-z]+", .warning), ("[a-z]+$", .warning), ("^x-[a-z]*", .warning),
        ("^a|b$", .warning), ("^foo|bar|baz$", .warning), ("(?:[a-z]{2})+", .warning), ("^[A-Z]{2}", .note),
        ("[0-9]{4}$", .note), (#"^\d{1,3}"#, .warning), ("(a)|(b)", .warning), ("a?", .warning),
        // Whole, or a search that is meant.
        ("^[a-z]+$", nil), ("^(?:a|b)$", nil), ("^a$|^b$", nil), ("^https://", nil), (#"\.pdf$"#, nil), ("@", nil),
        (#"\S"#, nil), ("[A-Z]", nil), ("^[A-Z]", nil), ("abc", nil), ("^.*$", nil), ("^abc.*", nil), (".*abc", nil),
        (".+@.+", nil), ("^(?=.*[A-Z])", nil), ("(?=.*[A-Z])(?=.*[0-9])", nil), (#"\bword\b"#, nil), ("", nil),
        (#"\S/\S"#, nil), ("[^/]x[^/]", nil), (#"\S{2}$"#, .note), (#"\S+/"#, .warning), ("(^|,)a(,|$)", nil),
        ("^[^/]+/", nil), ("^(a|b$)", nil), (#"^[a-z]+\b"#, nil), ("^$", nil),
    ]

    @Test("A pattern that looks like a whole one must be anchored", arguments: anchors)
    func unanchored(_ pattern: String, _ severity: LintSeverity?) throws {
        let expected = severity.map { ["\($0) /pattern"] } ?? []
        #expect(try LintRow(Self.schema(pattern)).found(by: "unanchored-pattern") == expected)
    }

    @Test(
        "The remedy is the pattern with its anchors",
        arguments: [
            ("[a-z]+", "write ^[a-z]+$"), ("android|ios", "write ^(?:android|ios)$"),
            ("^a|b$", "write ^(?:a|b)$"), ("^[a-z]+", "write ^[a-z]+$"), ("[a-z]+$", "write ^[a-z]+$"),
        ])
    func anchorRemedy(_ pattern: String, _ remedy: String) throws {
        let findings = SchemaLint().findings(in: ["pattern": .string(pattern)])
        #expect(findings.map(\.remedy) == [remedy])
    }

    @Test("Names under patternProperties are patterns too")
    func names() throws {
        let row = LintRow(#"{"patternProperties": {"[a-z]+": {}, "^x-": {}, "^(a+)+$": {}}}"#)
        #expect(try row.found(by: "unanchored-pattern") == ["warning /patternProperties/[a-z]+"])
        #expect(try row.found(by: "exploding-pattern") == ["warning /patternProperties/^(a+)+$"])
    }

    @Test("What is no pattern is left to the compiler")
    func malformed() throws {
        #expect(try LintRow.sentences(#"{"pattern": "[a-"}"#) == [])
        #expect(try LintRow.sentences(#"{"pattern": 3, "format": 3, "enum": 3, "required": 3, "allOf": 3}"#) == [])
        #expect(try LintRow.sentences(#"{"minimum": "a", "properties": [], "items": 3, "patternProperties": 1}"#) == [])
    }

    static let explosions: [(String, LintSeverity?)] = [
        ("^(a+)+$", .warning), ("^(a*)*$", .warning), ("^(a|a)*$", .warning), ("^(.*)*$", .warning),
        ("^(a|aa)+$", .warning), ("^(a*b?)*$", .warning), ("^([a-z]+ ?)*$", .warning), (#"^(\w+\s?)*$"#, .warning),
        (#"^([\w.]|[a-z])+@"#, .warning), ("^(a{2}|a{3})*$", .warning), ("^((a?|b?)c)*$", .warning),
        (#"^(\p{L}+)+$"#, .warning), ("^(a+){10}$", .warning), ("^((a+)b?)+$", .warning),
        ("^(?:(?:a|b)+)+c$", .warning),
        (#"^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+\.)+([a-zA-Z0-9]{2,4})+$"#, .warning), ("^((ab)*)*$", .warning),
        // Nothing that can fail follows.
        ("(a+)+", .note), ("(a|a)*", .note), ("(.*)*", .note), ("^(a+)+", .note),
        // One way for each character.
        ("^(a+b)+$", nil), ("^(ab+)*$", nil), ("^(a|b)*$", nil), ("^(a?b)*$", nil), ("^(a?)*$", nil),
        ("^(/([^~/]|~[01])*)+$", nil), (#"^[0-9]{1,4}(\.[0-9]{1,4}){1,3}$"#, nil), ("^a+a+$", nil), ("^(a|ab)*$", nil),
        ("^(a+){2}$", nil), ("^(a{2})*$", nil), ("^(aa|ab)*$", nil), (#"^(\d+,)*\d+$"#, nil), ("^((a|b)c|d)*$", nil),
        (#"^([a-z]([a-z-]{0,61}[a-z])?\.)+[a-z]{2,63}$"#, nil), (#"^(\p{L}|\p{N})+$"#, nil), ("^(?:(?=a)a|b)*$", nil),
        ("^(x[]|y)*$", nil), ("^(a{1,300}b|a{1,301}c)*$", nil),
        (
            #"^(?:0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)"#
                + #"(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$"#, nil
        ),
    ]

    @Test("A repetition with several ways over one text can explode", arguments: explosions)
    func exploding(_ pattern: String, _ severity: LintSeverity?) throws {
        let expected = severity.map { ["\($0) /pattern"] } ?? []
        #expect(try LintRow(Self.schema(pattern)).found(by: "exploding-pattern") == expected)
    }

    @Test(
        "A pattern that is too much to decide is given up in time, and not reported",
        arguments: [
            String(repeating: "(?:", count: 20) + String(repeating: "){200}", count: 20),
            String(repeating: "(?:a", count: 150) + String(repeating: "b?)*", count: 150),
            "^(?:" + String(repeating: "[a-z]?", count: 199) + "c)*$",
        ])
    func hostile(_ pattern: String) throws {
        // An answer of either kind is one; what counts is that it comes.
        #expect(try LintRow(Self.schema(pattern)).found(by: "exploding-pattern").count <= 1)
    }

    @Test(
        "What is said to explode does so in PCRE2 under the validator's own limit",
        arguments: [
            ("^(a+)+$", "a"), ("^(a|a)*$", "a"), ("^(a|aa)+$", "a"), ("^(a*b?)*$", "a"), ("^(a{2}|a{3})*$", "a"),
            ("^((a?|b?)c)*$", "c"), ("^(a+){10}$", "a"), ("^((ab)*)*$", "ab"),
        ])
    func undecided(_ pattern: String, _ pump: String) throws {
        let text = Array((String(repeating: pump, count: 60) + "!").utf8)
        let compiled = try Pattern(pattern, usesBytePrograms: false)
        let verdict = text.withUnsafeBufferPointer { compiled.match($0, with: PatternScratch()) }
        #expect(verdict == .undecided)
    }

    static let formats = [
        LintRow(#"{"format": "ipv-4"}"#, "warning /format"), LintRow(#"{"format": "int32"}"#, "warning /format"),
        LintRow(#"{"properties": {"a": {"format": "phone"}}}"#, "warning /properties/a/format"),
        LintRow(#"{"format": "ipv4"}"#), LintRow(#"{"format": "date-time"}"#), LintRow(#"{"format": 3}"#),
        LintRow(#"{"properties": {"format": {"const": "phone"}}}"#),
    ]

    @Test("A format that no draft defines refuses nothing", arguments: formats)
    func format(_ row: LintRow) throws {
        #expect(try row.found(by: "format-annotation-only") == row.findings)
    }

    static let portable = [
        LintRow(#"{"format": "ipv4"}"#, "warning /format"),
        LintRow(#"{\#(KeywordRuleTests.nineteen), "format": "uuid"}"#, "warning /format"),
        LintRow(#"{\#(KeywordRuleTests.seven), "format": "ipv4"}"#), LintRow(#"{"format": "ipv4", "pattern": "^1"}"#),
        LintRow(#"{"format": "ipv4", "enum": ["10.0.0.1"]}"#), LintRow(#"{"format": "ipv4", "type": "integer"}"#),
    ]

    @Test("For other validators, formats are annotations since 2019-09", arguments: portable)
    func portableFormat(_ row: LintRow) throws {
        #expect(try row.found(by: "format-annotation-only", SchemaLint(isPortable: true)) == row.findings)
        #expect(try row.found(by: "format-annotation-only") == [])
    }

    @Test("A meta-schema that asserts formats needs no warning")
    func assertedFormat() throws {
        let meta: JSONValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$vocabulary": ["https://json-schema.org/draft/2020-12/vocab/format-assertion": true],
        ]
        let options = SchemaOptions { $0 == "urn:own" ? meta : nil }
        let row = LintRow(#"{"$schema": "urn:own", "format": "ipv4"}"#)
        #expect(
            try row.found(by: "format-annotation-only", SchemaLint(options: options, isPortable: true)) == [])
    }

    @Test(
        "The format that was meant is named",
        arguments: [
            ("ipv-4", "did you mean 'ipv4'?"), ("datetime", "did you mean 'date-time'?"),
            ("url", "did you mean 'uri'?"),
            ("int32", "write minimum: -2147483648 and maximum: 2147483647"),
            ("phone", "Write a pattern, or a format that JSON Schema defines"),
        ])
    func formatRemedy(_ name: String, _ remedy: String) throws {
        #expect(SchemaLint().findings(in: ["format": .string(name)]).map(\.remedy) == [remedy])
    }

    @Test("What a string holds is not looked into")
    func content() throws {
        let row = LintRow(#"{"contentEncoding": "base64", "contentMediaType": "application/json"}"#)
        #expect(try row.found(by: "content-annotation-only") == ["note /contentEncoding"])
        let checked = LintRow(#"{\#(KeywordRuleTests.seven), "contentEncoding": "base64"}"#)
        let options = SchemaOptions(assertsContent: true)
        #expect(try checked.found(by: "content-annotation-only", SchemaLint(options: options)) == [])
        #expect(
            try LintRow(#"{"contentEncoding": "base64", "pattern": "^A$"}"#).found(by: "content-annotation-only") == [])
    }
}
