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

    /// An expression whose kind is told by `t`, and its operand by `x`; `extra` stands beside `oneOf`.
    private static func expression(tags: [String], extra: String = "") -> String {
        let branches = tags.map {
            ##"{"required":["t"],"properties":{"t":{"const":\##($0)},"x":{"$ref":"#/$defs/n"}}}"##
        }
        let leaf = #"{"required":["t"],"properties":{"t":{"const":"lit"},"v":{"type":"number"}}}"#
        let all = (branches + [leaf]).joined(separator: ",")
        return ##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"object"\##(extra),"oneOf":[\##(all)]}}}"##
    }

    private static func nested(_ depth: Int, tag: (Int) -> String, leaf: String, tagFirst: Bool = false) -> String {
        (0..<depth).reduce(#"{"t":"lit","v":\#(leaf)}"#) { inner, level in
            tagFirst ? #"{"t":\#(tag(level)),"x":\#(inner)}"# : #"{"x":\#(inner),"t":\#(tag(level))}"#
        }
    }

    @Test("a union of many kinds that recurse is decided under unevaluatedProperties too")
    func recursingUnion() throws {
        let tags = (0..<20).map { #""k\#($0)""# }
        let schema = Self.expression(tags: tags, extra: #","unevaluatedProperties":false"#)
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        for depth in [5, 30] {
            #expect(try evaluator.accepts(Self.nested(depth, tag: { tags[$0 % 20] }, leaf: "1")))
            #expect(try !evaluator.accepts(Self.nested(depth, tag: { tags[$0 % 20] }, leaf: #""x""#)))
            #expect(!evaluator.hasGivenUp)
        }
        #expect(try !evaluator.accepts(#"{"t":"k1","x":{"t":"lit","v":1,"more":1}}"#))
    }

    @Test("kinds that are told by integers are decided at any depth")
    func integerTags() throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(Self.expression(tags: ["1", "2"])))
        #expect(try evaluator.accepts(Self.nested(40, tag: { "\($0 % 2 + 1)" }, leaf: "1")))
        #expect(try !evaluator.accepts(Self.nested(40, tag: { "\($0 % 2 + 1)" }, leaf: #""x""#)))
        #expect(!evaluator.hasGivenUp)
    }

    @Test("the wrong value of a union that recurses is told, however deep it lies", arguments: [true, false])
    func wrongLeaf(tagFirst: Bool) throws {
        let tags = [#""neg""#, #""abs""#, #""not""#]
        let evaluator = SchemaEvaluator(try SchemaProgram(Self.expression(tags: tags)))
        let message = Self.nested(30, tag: { tags[$0 % 3] }, leaf: #""x""#, tagFirst: tagFirst)
        let errors = try evaluator.errors(of: message)
        let places = (0...30).map { String(repeating: "/x", count: $0) }
        #expect(errors.map(\.instancePointer) == places + [places[30] + "/v"])
        #expect(errors.map(\.keyword) == Array(repeating: "oneOf", count: 31) + ["type"])
        #expect(!evaluator.hasGivenUp && !evaluator.isTruncated)
    }

    @Test("kinds that are all unknown are told, however deep they lie")
    func unknownTags() throws {
        let tags = [#""neg""#, #""abs""#, #""not""#]
        let evaluator = SchemaEvaluator(try SchemaProgram(Self.expression(tags: tags)))
        let errors = try evaluator.errors(of: Self.nested(30, tag: { _ in #""none""# }, leaf: "1"))
        #expect(errors.first?.keyword == "oneOf")
        #expect(errors.contains { $0.keyword == "const" && $0.instancePointer == "/t" })
        #expect(!evaluator.hasGivenUp)
    }

    @Test("the closest branch is that which another union within the same value leaves open")
    func closest() throws {
        let schema = #"{"anyOf":[{"anyOf":[{"type":"string"},{"type":"null"}]},{"type":"object","required":["a"]}]}"#
        let errors = try SchemaEvaluator(try SchemaProgram(schema)).errors(of: "{}")
        #expect(errors.map(\.keywordLocation) == ["/anyOf", "/anyOf/1/required"])
    }
}
