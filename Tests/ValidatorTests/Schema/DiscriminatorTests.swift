import Testing
import Validator

@Suite("Alternatives told apart by a member")
struct DiscriminatorTests {
    private static let branches =
        #"""
        [{"properties": {"kind": {"const": "a"}, "n": {"type": "integer"}}},
         {"$ref": "#/$defs/b"},
         {"properties": {"kind": {"enum": ["c", "d"]}, "n": {"minimum": 5}}, "required": ["kind"]}]
        """#
    private static let definitions = #""$defs": {"b": {"properties": {"kind": {"const": "b"}}, "required": ["n"]}}"#

    private func isValid(_ keyword: String, _ branches: String, _ message: String) throws -> Bool {
        let schema = try JSONValue.parse("{\"\(keyword)\": \(branches), \(Self.definitions)}")
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
        let parser = JSONParser()
        return try Array(message.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            let isValid = evaluator.isValid(node)
            #expect(evaluator.errors(in: node).isEmpty == isValid)
            return isValid
        }
    }

    @Test(
        "judge as if every branch had been looked at",
        arguments: [
            (#"{"kind": "a", "n": 1}"#, true, true), (#"{"kind": "a", "n": "x"}"#, false, false),
            (#"{"kind": "b", "n": "x"}"#, true, true), (#"{"kind": "b"}"#, false, false),
            (#"{"kind": "c", "n": 5}"#, true, true), (#"{"kind": "d", "n": 4}"#, false, false),
            (#"{"kind": "e", "n": 9}"#, false, false), (#"{"kind": 7, "n": 9}"#, false, false),
            (#"{"kind": null}"#, false, false), (#"{"n": 1}"#, true, false), (#"{"n": "x"}"#, true, true),
            (#"{}"#, true, true), (#"["a"]"#, true, false), (#""a""#, true, false),
        ])
    func verdicts(_ message: String, any: Bool, one: Bool) throws {
        #expect(try isValid("anyOf", Self.branches, message) == any)
        #expect(try isValid("oneOf", Self.branches, message) == one)
    }

    @Test("a branch that asks nothing of the member is always looked at")
    func open() throws {
        let branches = #"[{"properties": {"kind": {"const": "a"}}}, {"properties": {"kind": {"const": "b"}}}, true]"#
        #expect(try isValid("anyOf", branches, #"{"kind": "z"}"#))
        #expect(try isValid("oneOf", branches, #"{"kind": "z"}"#))
        #expect(try !isValid("oneOf", branches, #"{"kind": "a"}"#))
    }

    @Test("a guard that a reference stands before is found in every dialect", arguments: ["draft-04", "draft-07"])
    func references(_ draft: String) throws {
        let schema = try JSONValue.parse(
            #"""
            {"$schema": "http://json-schema.org/\#(draft)/schema#", "oneOf": [{"$ref": "#/definitions/a"},
             {"$ref": "#/definitions/b", "properties": {"kind": {"enum": ["never"]}}}],
             "definitions": {"a": {"properties": {"kind": {"enum": ["a"]}}}, "b": {"properties": {"kind": {"enum": ["b"]}}}}}
            """#)
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
        let parser = JSONParser()
        for (message, expected) in [(#"{"kind": "a"}"#, true), (#"{"kind": "b"}"#, true), (#"{"kind": "c"}"#, false)] {
            try Array(message.utf8).withUnsafeBytes { bytes in
                let node = try parser.parse(bytes)
                #expect(evaluator.isValid(node) == expected)
            }
        }
    }
}
