import Testing
import Validator

@Suite("Output formats")
struct OutputFormatTests {
    /// The example of the standard (2020-12, section 12.4).
    private static let polygon = #"""
        {
          "$id": "https://example.com/polygon",
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$defs": {
            "point": {
              "type": "object",
              "properties": {"x": {"type": "number"}, "y": {"type": "number"}},
              "additionalProperties": false,
              "required": ["x", "y"]
            }
          },
          "type": "array",
          "items": {"$ref": "#/$defs/point"},
          "minItems": 3
        }
        """#
    private static let twoPoints = #"[{"x":2.5,"y":1.3},{"x":1,"z":6.7}]"#

    private func expect(_ output: JSONValue, _ expected: String) throws {
        #expect(output == (try JSONValue.parse(expected)), "\(output.serialized(pretty: true))")
    }

    @Test("flag is the verdict alone")
    func flag() throws {
        let program = try SchemaProgram(Self.polygon)
        try expect(program.output(.flag, of: Self.twoPoints), #"{"valid":false}"#)
        try expect(program.output(.flag, of: "[]"), #"{"valid":false}"#)
        let triangle = #"[{"x":1,"y":1},{"x":2,"y":1},{"x":1,"y":2}]"#
        try expect(program.output(.flag, of: triangle), #"{"valid":true}"#)
    }

    @Test("basic lists the errors of the standard's example, at its places")
    func basic() throws {
        try expect(
            SchemaProgram(Self.polygon).output(.basic, of: Self.twoPoints, showsUndeclaredNames: true),
            #"""
            {
              "valid": false, "keywordLocation": "", "absoluteKeywordLocation": "https://example.com/polygon#",
              "instanceLocation": "",
              "errors": [
                {
                  "valid": false, "keywordLocation": "/items/$ref",
                  "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point", "instanceLocation": "/1",
                  "error": "A subschema had errors."
                },
                {
                  "valid": false, "keywordLocation": "/items/$ref/additionalProperties",
                  "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point/additionalProperties",
                  "instanceLocation": "/1/z", "error": "The schema allows nothing here."
                },
                {
                  "valid": false, "keywordLocation": "/items/$ref/required",
                  "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point/required",
                  "instanceLocation": "/1", "error": "Missing: y."
                },
                {
                  "valid": false, "keywordLocation": "/minItems",
                  "absoluteKeywordLocation": "https://example.com/polygon#/minItems", "instanceLocation": "",
                  "error": "Expected at least 3 items, found an array of 2 items."
                }
              ]
            }
            """#)
    }

    @Test("detailed is the same as a tree, single branches cut short")
    func detailed() throws {
        try expect(
            SchemaProgram(Self.polygon).output(.detailed, of: Self.twoPoints, showsUndeclaredNames: true),
            #"""
            {
              "valid": false, "keywordLocation": "", "absoluteKeywordLocation": "https://example.com/polygon#",
              "instanceLocation": "",
              "errors": [
                {
                  "valid": false, "keywordLocation": "/items/$ref",
                  "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point", "instanceLocation": "/1",
                  "errors": [
                    {
                      "valid": false, "keywordLocation": "/items/$ref/additionalProperties",
                      "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point/additionalProperties",
                      "instanceLocation": "/1/z", "error": "The schema allows nothing here."
                    },
                    {
                      "valid": false, "keywordLocation": "/items/$ref/required",
                      "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point/required",
                      "instanceLocation": "/1", "error": "Missing: y."
                    }
                  ]
                },
                {
                  "valid": false, "keywordLocation": "/minItems",
                  "absoluteKeywordLocation": "https://example.com/polygon#/minItems", "instanceLocation": "",
                  "error": "Expected at least 3 items, found an array of 2 items."
                }
              ]
            }
            """#)
    }

    @Test("verbose holds every keyword, what held and what did not")
    func verbose() throws {
        let program = try SchemaProgram(
            #"{"type":"object","properties":{"validProp":true},"additionalProperties":false}"#)
        try expect(
            program.output(.verbose, of: #"{"validProp":5,"disallowedProp":"value"}"#, showsUndeclaredNames: true),
            #"""
            {
              "valid": false, "keywordLocation": "", "instanceLocation": "",
              "errors": [
                {"valid": true, "keywordLocation": "/type", "instanceLocation": ""},
                {
                  "valid": true, "keywordLocation": "/properties", "instanceLocation": "",
                  "annotations": [
                    {"valid": true, "keywordLocation": "/properties/validProp", "instanceLocation": "/validProp"}
                  ]
                },
                {
                  "valid": false, "keywordLocation": "/additionalProperties", "instanceLocation": "",
                  "errors": [
                    {
                      "valid": false, "keywordLocation": "/additionalProperties",
                      "instanceLocation": "/disallowedProp", "error": "The schema allows nothing here."
                    }
                  ]
                }
              ]
            }
            """#)
    }

    @Test("a valid message has annotations instead of errors")
    func annotations() throws {
        let program = try SchemaProgram(
            #"{"title":"T","properties":{"a":{"default":1,"type":"integer"}},"x-mine":[2],"$comment":"no"}"#)
        try expect(
            program.output(.basic, of: #"{"a":7,"b":8}"#),
            #"""
            {
              "valid": true, "keywordLocation": "", "instanceLocation": "",
              "annotations": [
                {"valid": true, "keywordLocation": "/title", "instanceLocation": "", "annotation": "T"},
                {"valid": true, "keywordLocation": "/properties", "instanceLocation": "", "annotation": ["a"]},
                {
                  "valid": true, "keywordLocation": "/properties/a/default", "instanceLocation": "/a",
                  "annotation": 1
                },
                {"valid": true, "keywordLocation": "/x-mine", "instanceLocation": "", "annotation": [2]}
              ]
            }
            """#)
        #expect(
            try program.output(.detailed, of: "1")["annotations"]?.array?.compactMap { $0["keywordLocation"] }
                == ["/title", "/x-mine"])
    }

    @Test("nothing to say is a root alone", arguments: [OutputFormat.basic, .detailed])
    func bare(format: OutputFormat) throws {
        let root = #"{"valid":true,"keywordLocation":"","instanceLocation":""}"#
        try expect(SchemaProgram("true").output(format, of: "1"), root)
        try expect(SchemaProgram(#"{"type":"integer"}"#).output(format, of: "1"), root)
        try expect(
            SchemaProgram("false").output(format, of: "1"),
            #"""
            {"valid":false,"keywordLocation":"","instanceLocation":"","error":"The schema allows nothing here."}
            """#)
    }

    @Test("the only error takes the root's place in detailed, and is the only one listed in basic")
    func single() throws {
        let program = try SchemaProgram(#"{"properties":{"a":{"type":"null"}}}"#)
        let error = #"""
            {
              "valid": false, "keywordLocation": "/properties/a/type", "instanceLocation": "/a",
              "error": "Expected null, found an integer of 1 character."
            }
            """#
        try expect(program.output(.detailed, of: #"{"a":1}"#), error)
        try expect(
            program.output(.basic, of: #"{"a":1}"#),
            #"{"valid":false,"keywordLocation":"","instanceLocation":"","errors":[\#(error)]}"#)
    }

    @Test("names that the schema does not write appear by their length alone, unless they are asked for")
    func names() throws {
        let program = try SchemaProgram(
            #"{"properties":{"a":true},"additionalProperties":{"type":"null","title":"T"}}"#)
        for message in [#"{"a":1,"ada@example.org":null}"#, #"{"a":1,"ada@example.org":2}"#] {
            for format in OutputFormat.allCases {
                #expect(!(try program.output(format, of: message)).serialized().contains("ada"))
            }
            let shown = try program.output(.verbose, of: message, showsUndeclaredNames: true).serialized()
            #expect(shown.contains("/ada@example.org"))
        }
        let additional = try program.tree(of: #"{"ada@example.org":null}"#).units[1]
        #expect(additional.annotation == ["<undeclared:15>"])
        #expect(additional.units.map(\.instanceLocation) == ["/<undeclared:15>"])
    }

    @Test("locations are escaped as pointers, and percent-encoded as URIs")
    func locations() throws {
        let program = try SchemaProgram(
            #"""
            {
              "$id": "https://e.org/s", "properties": {"a/b~ %é\"": {"type": "null"}},
              "patternProperties": {"^x{1}": false}
            }
            """#)
        let tree = try program.tree(of: #"{"a/b~ %é\"":1,"x":1}"#)
        let type = try #require(tree.units[0].units.first?.units.first)
        #expect(type.keywordLocation == "/properties/a~1b~0 %é\"/type")
        #expect(type.absoluteKeywordLocation == "https://e.org/s#/properties/a~1b~0%20%25%C3%A9%22/type")
        #expect(type.instanceLocation == "/a~1b~0 %é\"")
        #expect(
            tree.units[1].units.map(\.absoluteKeywordLocation) == ["https://e.org/s#/patternProperties/%5Ex%7B1%7D"])
    }

    @Test("a schema without a URI has absolute locations behind references alone")
    func relative() throws {
        let program = try SchemaProgram(##"{"type":"null","allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":false}}"##)
        try expect(
            program.output(.basic, of: "1"),
            #"""
            {
              "valid": false, "keywordLocation": "", "instanceLocation": "",
              "errors": [
                {
                  "valid": false, "keywordLocation": "/type", "instanceLocation": "",
                  "error": "Expected null, found an integer of 1 character."
                },
                {
                  "valid": false, "keywordLocation": "/allOf/0/$ref", "absoluteKeywordLocation": "#/$defs/a",
                  "instanceLocation": "", "error": "The schema allows nothing here."
                }
              ]
            }
            """#)
    }

    @Test("a reference to a schema that allows everything names its place")
    func idleReference() throws {
        let program = try SchemaProgram(##"{"$ref":"#/$defs/a","$defs":{"a":true}}"##)
        try expect(
            program.output(.verbose, of: "1"),
            #"""
            {
              "valid": true, "keywordLocation": "", "instanceLocation": "",
              "annotations": [
                {
                  "valid": true, "keywordLocation": "/$ref", "absoluteKeywordLocation": "#/$defs/a",
                  "instanceLocation": ""
                }
              ]
            }
            """#)
    }

    @Test("what leads deeper than the stack allows leaves the root alone, which is no pass")
    func depth() throws {
        let count = 40_000
        let links = (0..<count).map { ##""\##($0)":{"$ref":"#/$defs/\##($0 + 1)"}"## }.joined(separator: ",")
        let program = try SchemaProgram(##"{"$ref":"#/$defs/0","$defs":{\##(links),"\##(count)":{"type":"null"}}}"##)
        let tree = try program.tree(of: "1")
        #expect(!tree.isValid)
        #expect(tree.units.isEmpty)
        #expect(tree.error == "Could not be decided: references that lead less deep.")
    }

    @Test("more than an output may tell leaves the verdict, with a remark", arguments: ["{}", "1"])
    func tooMuch(leaf: String) throws {
        let way = ##"{"properties":{"a":{"$ref":"#"}}}"##
        let program = try SchemaProgram(#"{"type":"object","allOf":[\#(way),\#(way)]}"#)
        let message = String(repeating: #"{"a":"#, count: 30) + leaf + String(repeating: "}", count: 30)
        let isValid = leaf == "{}"
        for format in OutputFormat.allCases where format != .flag {
            try expect(
                program.output(format, of: message),
                #"""
                {
                  "valid": \#(isValid), "keywordLocation": "", "instanceLocation": "",
                  \#(isValid ? "" : "\"error\": \"The message is invalid.\",")
                  "remark": "Details were left out: there are more than a message of this size may have."
                }
                """#)
        }
        #expect(try program.output(.flag, of: message) == ["valid": .bool(isValid)])
    }

    @Test("a schema that allows or refuses everything counts as a detail, too", arguments: [true, false])
    func manyItems(refuses: Bool) throws {
        let branches = Array(repeating: refuses ? "false" : "true", count: 3_000).joined(separator: ",")
        let schema = refuses ? #"{"items":{"not":{"anyOf":[\#(branches)]}}}"# : #"{"items":{"allOf":[\#(branches)]}}"#
        let tree = try SchemaProgram(schema).tree(
            of: "[" + Array(repeating: "1", count: 50).joined(separator: ",") + "]")
        #expect(tree.isValid)
        #expect(tree.units.isEmpty)
        #expect(tree.remark != nil)
    }
}
