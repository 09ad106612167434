import Testing
import Validator

/// Keywords that check nothing: misspelt, of another dialect, about other kinds of values, without their partner.
@Suite struct KeywordRuleTests {
    static let seven = #""$schema": "http://json-schema.org/draft-07/schema#""#
    static let four = #""$schema": "http://json-schema.org/draft-04/schema#""#
    static let nineteen = #""$schema": "https://json-schema.org/draft/2019-09/schema""#

    static let unknown = [
        LintRow(#"{"tpye": "string"}"#, "error /tpye"),
        LintRow(#"{"properties": {"a": {"minLenght": 3}}}"#, "error /properties/a/minLenght"),
        LintRow(#"{"$defs": {"unused": {"requird": []}}}"#, "error /$defs/unused/requird"),
        LintRow(#"{\#(seven), "$defs": {"a": {"minLenght": 3}}}"#, "error /$defs/a/minLenght"),
        LintRow(#"{"anyOf": [{}, {"not": {"patern": "a"}}]}"#, "error /anyOf/1/not/patern"),
        LintRow(#"{"type": "string", "nullable": true}"#, "error /nullable"),
        LintRow(#"{"example": 1, "markdownDescription": "a"}"#, "note /example", "note /markdownDescription"),
        LintRow(##"{"shapes": {"a": {}}, "$ref": "#/shapes/a", "shape": {}}"##, "note /shapes", "error /shape"),
        // Names of members, values and one's own words are no keywords.
        LintRow(#"{"properties": {"tpye": {"type": "string"}}, "x-tpye": 1}"#),
        LintRow(#"{"const": {"tpye": 1}, "default": {"tpye": 1}, "enum": [{"tpye": 1}], "examples": [{"tpye": 1}]}"#),
        LintRow(#"{"dependentRequired": {"tpye": ["a"]}, "$comment": "tpye"}"#),
        LintRow("true"),
    ]

    @Test("A name that is no keyword is an error, wherever a subschema stands", arguments: unknown)
    func unknownKeyword(_ row: LintRow) throws {
        #expect(try row.found(by: "unknown-keyword") == row.findings)
    }

    @Test(
        "What was meant is guessed from the keywords of the dialect",
        arguments: [
            (#"{"tpye": "string"}"#, "'tpye' is no keyword of JSON Schema (did you mean 'type'?)"),
            (#"{"minlength": 2}"#, "'minlength' is no keyword of JSON Schema (did you mean 'minLength'?)"),
            (
                #"{"nullable": true}"#,
                "'nullable' is no keyword of JSON Schema (OpenAPI's word; write type: [string, 'null'])"
            ),
            (
                #"{"frobnicate": 1}"#,
                "'frobnicate' is no keyword of JSON Schema (Correct the name, or let one of your own begin with x-)"
            ),
        ])
    func guess(_ schema: String, _ sentence: String) throws {
        #expect(try LintRow.sentences(schema) == [sentence])
    }

    @Test("A meta-schema of one's own may bring keywords of its own")
    func ownVocabulary() throws {
        let row = LintRow(#"{"$schema": "urn:own", "frobnicate": 1}"#)
        let options = SchemaOptions { uri in
            uri == "urn:own" ? ["$schema": "https://json-schema.org/draft/2020-12/schema"] : nil
        }
        #expect(try row.found(by: "unknown-keyword", SchemaLint(options: options)) == [])
        // Whose meta-schema is not known is not judged at all: compiling says what is wrong.
        #expect(try LintRow.sentences(row.schema) == [])
    }

    static let foreign = [
        LintRow(#"{\#(seven), "prefixItems": [true], "minContains": 1}"#, "error /prefixItems", "error /minContains"),
        LintRow(#"{\#(seven), "dependentRequired": {"a": ["b"]}}"#, "error /dependentRequired"),
        LintRow(#"{\#(four), "const": 1, "$id": "a", "if": true}"#, "error /const", "error /$id", "error /if"),
        LintRow(#"{"additionalItems": false, "id": "urn:a"}"#, "error /additionalItems", "error /id"),
        LintRow(#"{"dependencies": {"a": ["b"]}}"#, "warning /dependencies"),
        LintRow(##"{"$recursiveRef": "#"}"##, "error /$recursiveRef"),
        LintRow(#"{\#(nineteen), "prefixItems": [true]}"#, "error /prefixItems"),
        LintRow(#"{\#(seven), "$defs": {}, "dependencies": {"a": ["b"]}, "items": [true], "additionalItems": false}"#),
        LintRow(#"{\#(four), "id": "urn:a", "definitions": {}}"#),
        LintRow(#"{"definitions": {}, "$defs": {}, "prefixItems": [true], "$dynamicAnchor": "a"}"#),
        LintRow(#"{"properties": {"id": {}, "additionalItems": {}}}"#),
    ]

    @Test("A keyword of another dialect is passed over by this one", arguments: foreign)
    func notInDialect(_ row: LintRow) throws {
        #expect(try row.found(by: "keyword-not-in-dialect") == row.findings)
    }

    @Test(
        "The message names the dialects, the remedy what this dialect has",
        arguments: [
            (
                #"{\#(seven), "prefixItems": [true]}"#,
                "'prefixItems' came with 2020-12; draft-07 passes over it "
                    + "(write items as an array, and additionalItems for what follows)"
            ),
            (#"{"id": "urn:a"}"#, "'id' ended with draft-04; 2020-12 passes over it (write $id)"),
            (
                #"{"dependencies": {"a": ["b"]}}"#,
                "'dependencies' ended with draft-07; this validator still checks it in 2020-12, others need not "
                    + "(write dependentRequired or dependentSchemas)"
            ),
        ])
    func dialects(_ schema: String, _ sentence: String) throws {
        #expect(try LintRow.sentences(schema) == [sentence])
    }

    static let inapplicable = [
        LintRow(#"{"type": "integer", "minLength": 3}"#, "warning /minLength"),
        LintRow(#"{"type": ["string", "null"], "minimum": 3}"#, "warning /minimum"),
        LintRow(#"{"type": "array", "properties": {}, "format": "uuid"}"#, "warning /properties", "warning /format"),
        LintRow(#"{"type": "object", "allOf": [{"minItems": 1}]}"#, "warning /allOf/0/minItems"),
        LintRow(#"{"if": {"type": "string"}, "then": {"minimum": 1}}"#, "warning /then/minimum"),
        LintRow(#"{"enum": ["a", "b"], "maximum": 1}"#, "warning /maximum"),
        LintRow(
            ##"{"$ref": "#/$defs/n", "pattern": "^a$", "$defs": {"n": {"type": "number"}}}"##, "warning /pattern"),
        LintRow(
            #"{"type": "object", "dependentSchemas": {"a": {"pattern": "^a$"}}}"#,
            "warning /dependentSchemas/a/pattern"),
        // Each is about at least one kind that can come.
        LintRow(#"{"type": ["string", "integer"], "minLength": 3, "minimum": 1}"#),
        LintRow(#"{"type": "integer", "minimum": 1, "multipleOf": 2, "title": "t", "enum": [2, 4]}"#),
        LintRow(#"{"type": "number", "format": "int32"}"#),
        LintRow(#"{"minLength": 3, "minimum": 1, "minItems": 1}"#),
        LintRow(#"{"type": "object", "properties": {"a": {"minLength": 1}}}"#),
        LintRow(#"{"type": "array", "items": {"minLength": 1}, "contains": {"minimum": 1}}"#),
        LintRow(#"{"if": {"type": "string"}, "else": {"minimum": 1}}"#),
        LintRow(#"{"anyOf": [{"type": "string"}, {"minimum": 1}]}"#),
        LintRow(#"{\#(four), "type": "string", "const": 1, "minLength": 1}"#),
    ]

    @Test("A keyword about values that the type refuses checks nothing", arguments: inapplicable)
    func neverApplies(_ row: LintRow) throws {
        #expect(try row.found(by: "keyword-never-applies") == row.findings)
    }

    @Test("The keyword that was meant for the kind is named")
    func meantKeyword() throws {
        #expect(
            try LintRow.sentences(#"{"type": "integer", "maxLength": 3}"#) == [
                "'maxLength' is about string values, but only integer is allowed here (for integer the keyword is maximum)"
            ])
        #expect(
            try LintRow.sentences(#"{"type": "array", "pattern": "^a$"}"#) == [
                "'pattern' is about string values, but only array is allowed here "
                    + "(Remove the keyword, or correct the type)"
            ])
    }

    static let partners = [
        LintRow(#"{"then": {"type": "string"}, "else": false}"#, "error /then", "error /else"),
        LintRow(#"{\#(seven), "if": {"type": "string"}}"#, "error /if"),
        LintRow(#"{"if": {"type": "string"}}"#, "note /if"),
        LintRow(#"{"minContains": 2, "maxContains": 3}"#, "error /minContains", "error /maxContains"),
        LintRow(#"{\#(seven), "items": {"type": "string"}, "additionalItems": false}"#, "error /additionalItems"),
        LintRow(#"{\#(four), "exclusiveMinimum": true}"#, "error /exclusiveMinimum"),
        LintRow(#"{"contentSchema": {"type": "object"}}"#, "error /contentSchema"),
        LintRow(#"{"if": {"type": "string"}, "else": false}"#),
        LintRow(#"{"contains": {"const": 1}, "minContains": 2}"#),
        LintRow(#"{\#(seven), "items": [true], "additionalItems": false}"#),
        LintRow(#"{\#(four), "exclusiveMinimum": true, "minimum": 1}"#),
        LintRow(#"{"exclusiveMinimum": 1, "contentMediaType": "application/json", "contentSchema": true}"#),
    ]

    @Test("A keyword without its partner checks nothing", arguments: partners)
    func partner(_ row: LintRow) throws {
        #expect(try row.found(by: "keyword-without-partner") == row.findings)
    }

    static let unevaluated = [
        LintRow(
            #"{"additionalProperties": {"type": "string"}, "unevaluatedProperties": false}"#,
            "warning /unevaluatedProperties"),
        LintRow(#"{"items": true, "unevaluatedItems": false}"#, "warning /unevaluatedItems"),
        LintRow(
            #"{\#(nineteen), "items": [true], "additionalItems": true, "unevaluatedItems": false}"#,
            "warning /unevaluatedItems"),
        LintRow(#"{\#(nineteen), "items": [true], "unevaluatedItems": false}"#),
        LintRow(#"{"prefixItems": [true], "unevaluatedItems": false}"#),
        LintRow(#"{"allOf": [{"additionalProperties": true}], "unevaluatedProperties": false}"#),
    ]

    @Test("Nothing is left for unevaluated… where another keyword has looked at all", arguments: unevaluated)
    func unevaluatedNothing(_ row: LintRow) throws {
        #expect(try row.found(by: "unevaluated-nothing") == row.findings)
    }

    static let siblings = [
        LintRow(
            ##"{\##(seven), "properties": {"a": {"$ref": "#/definitions/s", "minLength": 1}}, "definitions": {"s": {}}}"##,
            "error /properties/a/minLength"),
        LintRow(
            ##"{\##(four), "$ref": "#/definitions/s", "required": ["a"], "definitions": {"s": {}}}"##, "error /required"
        ),
        LintRow(
            ##"{\##(seven), "$ref": "#/definitions/s", "title": "t", "default": 1, "markdownDescription": "m", "definitions": {"s": {}}}"##
        ),
        LintRow(##"{\##(nineteen), "$ref": "#/$defs/s", "minLength": 1, "$defs": {"s": {}}}"##),
        LintRow(#"{\#(seven), "properties": {"$ref": {"minLength": 1}}}"#),
    ]

    @Test("Up to draft-07 a reference voids what stands beside it", arguments: siblings)
    func referenceSiblings(_ row: LintRow) throws {
        #expect(try row.found(by: "ref-siblings-ignored") == row.findings)
    }

    @Test("What a reference voids is not judged by other rules, definitions beside it are")
    func voided() throws {
        let row = ##"{\##(Self.seven), "$ref": "#/definitions/s", "tpye": 1, "definitions": {"s": {"tpye": 1}}}"##
        #expect(try LintRow(row).found(by: "unknown-keyword") == ["error /definitions/s/tpye"])
        #expect(try LintRow(row).found(by: "ref-siblings-ignored") == ["error /tpye"])
    }
}
