import Testing
import Validator

/// Schemas that no value can pass, or that write values which cannot.
@Suite struct ValueRuleTests {
    static let seven = KeywordRuleTests.seven
    static let four = KeywordRuleTests.four

    static let required = [
        LintRow(
            #"{"required": ["a", "b"], "properties": {"a": {}}, "additionalProperties": false}"#, "error /required/1"),
        LintRow(
            #"{"properties": {"mail": {}}, "additionalProperties": false, "anyOf": [{"required": ["mial"]}, {"required": ["mail"]}]}"#,
            "error /anyOf/0/required/0"),
        LintRow(
            #"{"properties": {"a": {}}, "additionalProperties": false, "dependentRequired": {"a": ["b"]}}"#,
            "error /dependentRequired/a/0"),
        LintRow(#"{"required": ["a"], "properties": {"a": false}}"#, "error /required/0"),
        LintRow(#"{"required": ["a"], "unevaluatedProperties": false}"#, "error /required/0"),
        LintRow(
            #"{"allOf": [{"properties": {"a": {}}}], "required": ["a"], "additionalProperties": false}"#,
            "error /required/0"),
        LintRow(
            #"{"patternProperties": {"^x-": {}}, "required": ["y-1"], "additionalProperties": false}"#,
            "error /required/0"),
        LintRow(
            #"{"properties": {"a": false}, "additionalProperties": false, "anyOf": [{"required": ["a"]}, true]}"#,
            "error /anyOf/0/required/0"),
        // Somebody else may declare, or nothing is closed.
        LintRow(#"{"required": ["a", "b"], "properties": {"a": {}}}"#),
        LintRow(#"{"required": ["b"], "properties": {"a": {}}, "additionalProperties": {"type": "string"}}"#),
        LintRow(#"{"patternProperties": {"^x-": {}}, "required": ["x-1"], "additionalProperties": false}"#),
        LintRow(#"{"required": ["a"], "allOf": [{"properties": {"a": {}}}], "unevaluatedProperties": false}"#),
        LintRow(#"{"properties": {"a": {"required": ["b"]}}, "additionalProperties": false}"#),
        LintRow(#"{"properties": {"a": {}}, "additionalProperties": false, "not": {"required": ["b"]}}"#),
        LintRow(#"{"type": "string", "required": ["b"], "additionalProperties": false}"#),
    ]

    @Test("A required name that nothing may declare lets no object pass", arguments: required)
    func requiredUndeclared(_ row: LintRow) throws {
        #expect(try row.found(by: "required-undeclared") == row.findings)
    }

    @Test("The declared name that is near is named")
    func nearName() throws {
        let schema = #"{"required": ["user_di"], "properties": {"user_id": {}}, "additionalProperties": false}"#
        #expect(
            try LintRow.sentences(schema) == [
                "'user_di' is required, but no property declares it and others are not allowed "
                    + "(did you mean 'user_id'?)"
            ])
    }

    static let bounds = [
        LintRow(#"{"minimum": 10, "maximum": 1}"#, "error /minimum"),
        LintRow(#"{"minimum": 1, "exclusiveMaximum": 1}"#, "error /minimum"),
        LintRow(#"{"exclusiveMinimum": 1.5, "maximum": 1.5}"#, "error /exclusiveMinimum"),
        LintRow(#"{"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 2}"#, "error /exclusiveMinimum"),
        LintRow(#"{\#(four), "minimum": 1, "maximum": 1, "exclusiveMinimum": true}"#, "error /minimum"),
        LintRow(#"{"minLength": 3, "maxLength": 2}"#, "error /minLength"),
        LintRow(#"{"minItems": 3, "maxItems": 2}"#, "error /minItems"),
        LintRow(#"{"contains": true, "minContains": 3, "maxContains": 2}"#, "error /minContains"),
        LintRow(#"{"contains": true, "minContains": 3, "maxItems": 2}"#, "error /minContains"),
        LintRow(#"{"minProperties": 3, "maxProperties": 2}"#, "error /minProperties"),
        LintRow(#"{"required": ["a", "b"], "maxProperties": 1}"#, "error /maxProperties"),
        LintRow(
            #"{"properties": {"a": {}}, "additionalProperties": false, "minProperties": 2}"#, "error /minProperties"),
        LintRow(#"{"prefixItems": [true], "items": false, "minItems": 2}"#, "error /minItems"),
        LintRow(#"{\#(seven), "items": [true], "additionalItems": false, "minItems": 2}"#, "error /minItems"),
        LintRow(#"{"minimum": 1, "maximum": 1, "minLength": 2, "maxLength": 2}"#),
        LintRow(#"{"minimum": 9007199254740993, "maximum": 9007199254740993.0}"#),
        LintRow(#"{"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2}"#),
        LintRow(#"{"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 3}"#),
        LintRow(#"{"required": ["a", "a"], "maxProperties": 1}"#),
        LintRow(#"{"patternProperties": {"^a": {}}, "additionalProperties": false, "minProperties": 2}"#),
        LintRow(#"{"prefixItems": [true], "items": true, "minItems": 2}"#),
        LintRow(#"{\#(four), "minimum": 1, "maximum": 1, "exclusiveMinimum": false}"#),
        LintRow(#"{"properties": {"minimum": {"const": 10}, "maximum": {"const": 1}}}"#),
    ]

    @Test("Limits that no value can keep together are an error", arguments: bounds)
    func contradictingBounds(_ row: LintRow) throws {
        #expect(try row.found(by: "contradicting-bounds") == row.findings)
    }

    static let refused = [
        LintRow(#"{"type": "string", "const": 1}"#, "error /const"),
        LintRow(#"{"maximum": 10, "const": 11}"#, "error /const"),
        LintRow(#"{"enum": ["a", "b"], "const": "c"}"#, "error /const"),
        LintRow(#"{"type": "string", "enum": ["a", null]}"#, "warning /enum/1"),
        LintRow(#"{"type": "string", "enum": [1, 2]}"#, "error /enum/0", "error /enum/1"),
        LintRow(#"{"maxLength": 2, "enum": ["ab", "abc"]}"#, "warning /enum/1"),
        LintRow(#"{"pattern": "^[a-z]$", "enum": ["a", "A"]}"#, "warning /enum/1"),
        LintRow(#"{"format": "ipv4", "enum": ["10.0.0.1", "localhost"]}"#, "warning /enum/1"),
        LintRow(#"{"enum": []}"#, "error /enum"),
        LintRow(
            #"{"type": "integer", "default": "1", "examples": [1, 1.5]}"#, "warning /examples/1", "warning /default"),
        LintRow(#"{"enum": ["a"], "default": "b"}"#, "warning /default"),
        LintRow(#"{"required": ["a"], "default": {}}"#, "warning /default"),
        LintRow(#"{"type": ["string", "null"], "enum": ["a", null], "default": null}"#),
        LintRow(#"{"type": "integer", "enum": [1.0, 2e3]}"#),
        LintRow(#"{\#(four), "type": "string", "const": 1}"#),
        LintRow(#"{"format": "phone", "enum": ["x"]}"#),
        LintRow(#"{"properties": {"a": {"type": "string"}}, "default": {"a": 1}}"#),
        LintRow(#"{"type": "string", "anyOf": [{"const": "a"}]}"#),
        LintRow(#"{"const": {"a": [1, "x"]}, "minProperties": 1}"#),
    ]

    @Test("A value that its own schema refuses is found", arguments: refused)
    func refusedValue(_ row: LintRow) throws {
        #expect(try row.found(by: "refused-value") == row.findings)
    }

    @Test("The keyword that refuses says what it wants")
    func refusal() throws {
        #expect(
            try LintRow.sentences(#"{"maximum": 10, "const": 11}"#) == [
                "11 can never pass: 'maximum' wants at most 10 (Correct the value or the keyword that refuses it)"
            ])
    }

    static let duplicates = [
        LintRow(#"{"enum": ["a", "b", "a"]}"#, "warning /enum/2"),
        LintRow(#"{"enum": [1, 1.0, {"a": 1, "b": 2}, {"b": 2, "a": 1}]}"#, "warning /enum/1", "warning /enum/3"),
        LintRow(#"{"required": ["a", "a"]}"#, "warning /required/1"),
        LintRow(#"{"type": ["string", "string"]}"#, "warning /type/1"),
        LintRow(#"{"enum": ["a", "A", 1, "1", true, null, "é", "e\u0301"], "required": ["a", "b"]}"#),
        LintRow(#"{"examples": [1, 1]}"#),
    ]

    @Test("What stands twice is found by value", arguments: duplicates)
    func duplicateValue(_ row: LintRow) throws {
        #expect(try row.found(by: "duplicate-value") == row.findings)
    }

    static let branches = [
        LintRow(#"{"type": "string", "anyOf": [{"type": "integer"}, {"minLength": 1}]}"#, "warning /anyOf/0"),
        LintRow(#"{"type": "string", "oneOf": [{"const": 1}, {"const": "a"}]}"#, "warning /oneOf/0"),
        LintRow(#"{"type": "string", "anyOf": [{"type": "null"}, false]}"#, "error /anyOf/0", "error /anyOf/1"),
        LintRow(#"{"type": "string", "allOf": [{"type": "integer"}]}"#, "error /allOf/0"),
        LintRow(#"{"allOf": [false]}"#, "error /allOf/0"),
        LintRow(#"{"anyOf": [{"type": "string"}, {"type": "string"}]}"#, "warning /anyOf/1"),
        LintRow(#"{"oneOf": [{"minimum": 1}, {"minimum": 1.0}]}"#, "error /oneOf/1"),
        LintRow(#"{"allOf": [{"minimum": 1}, {"minimum": 1}]}"#, "warning /allOf/1"),
        LintRow(#"{"enum": ["a", "b"], "anyOf": [{"const": "c"}, {"const": "a"}]}"#, "warning /anyOf/0"),
        LintRow(
            ##"{"type": "object", "anyOf": [{"$ref": "#/$defs/s"}, {}], "$defs": {"s": {"type": "string"}}}"##,
            "warning /anyOf/0"),
        LintRow(
            ##"{"anyOf": [{"$ref": "#/$defs/never"}, {"type": "string"}], "$defs": {"never": false}}"##,
            "warning /anyOf/0"),
        LintRow(#"{"if": true, "then": {"type": "string"}, "else": {"minimum": 1}}"#, "warning /else"),
        LintRow(#"{"if": {}, "then": {"type": "string"}, "else": {"minimum": 1}}"#, "warning /else"),
        LintRow(#"{"if": false, "then": {"type": "string"}, "else": {"minimum": 1}}"#, "warning /then"),
        LintRow(#"{"type": "string", "if": {"type": "integer"}, "then": {"maxLength": 1}}"#, "warning /then"),
        LintRow(
            #"{"anyOf": [{"type": "string", "anyOf": [{"type": "null"}, {"minLength": 1}]}, true]}"#,
            "warning /anyOf/0/anyOf/0"),
        LintRow(#"{"type": ["string", "null"], "anyOf": [{"type": "null"}, {"type": "string"}]}"#),
        LintRow(#"{"type": "number", "anyOf": [{"type": "integer"}, {"minimum": 1}]}"#),
        LintRow(#"{"anyOf": [{"type": "string"}, {"type": "string", "minLength": 1}]}"#),
        LintRow(#"{"type": "object", "anyOf": [{"$ref": "urn:elsewhere"}, {}]}"#),
        LintRow(#"{"type": "string", "not": {"type": "integer"}}"#),
        LintRow(#"{"type": "string", "if": {"minLength": 3}, "then": {"maxLength": 5}, "else": false}"#),
        LintRow(#"{"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}"#),
        LintRow(#"{"enum": ["a", 1], "anyOf": [{"enum": ["a", "z"]}, {"type": "integer"}]}"#),
        LintRow(#"{\#(four), "type": "string", "anyOf": [{"const": 1}]}"#),
        LintRow(
            ##"{"$defs": {"loop": {"$ref": "#/$defs/loop"}}, "type": "string", "anyOf": [{"$ref": "#/$defs/loop"}]}"##),
    ]

    @Test("A branch that can never decide anything is found", arguments: branches)
    func unreachableBranch(_ row: LintRow) throws {
        #expect(try row.found(by: "unreachable-branch") == row.findings)
    }

    @Test("The reason is told")
    func reasons() throws {
        #expect(
            try LintRow.sentences(#"{"type": "string", "allOf": [{"type": "integer"}]}"#).first
                == "this branch can never match: it wants integer, and only string is allowed here; nothing can pass "
                + "(Remove the branch, or correct what excludes it)")
        #expect(
            try LintRow.sentences(#"{"oneOf": [{"minimum": 1}, {"minimum": 1}]}"#) == [
                "this branch is equal to branch 1; what matches both is refused, so neither can be the only match "
                    + "(Remove one of the two)"
            ])
    }

    @Test("References are not followed where an identifier changes what they mean")
    func identifiers() throws {
        let schema = #"""
            {"type": "object", "anyOf": [{"$ref": "#/$defs/s"}, {"required": ["a"]}],
             "$defs": {"s": {"$id": "urn:s", "type": "string"}}}
            """#
        #expect(try LintRow(schema).found(by: "unreachable-branch") == [])
    }
}
