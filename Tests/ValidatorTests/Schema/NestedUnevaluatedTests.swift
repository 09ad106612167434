import Testing
import Validator

@Suite("Nested keywords about what no other looked at")
struct NestedUnevaluatedTests {
    private static let depth = 100

    // Were each value judged again by every level above it, none of these would end.

    @Test(
        "in a message of a hundred levels",
        arguments: [
            ##"{"allOf":[{"properties":{"a":{"$ref":"#"}}}],"unevaluatedProperties":false}"##,
            ##"{"anyOf":[{"properties":{"a":{"$ref":"#"}}},false],"unevaluatedProperties":false}"##,
            ##"{"oneOf":[{"properties":{"a":{"$ref":"#"}}},false],"unevaluatedProperties":false}"##,
            ##"{"if":{"properties":{"a":{"$ref":"#"}}},"unevaluatedProperties":false}"##,
            ##"{"if":false,"else":{"properties":{"a":{"$ref":"#"}}},"unevaluatedProperties":false}"##,
            ##"{"dependentSchemas":{"a":{"properties":{"a":{"$ref":"#"}}}},"unevaluatedProperties":false}"##,
            ##"{"$ref":"#/$defs/x","unevaluatedProperties":false,"$defs":{"x":{"properties":{"a":{"$ref":"#"}}}}}"##,
            ##"""
            {"$dynamicAnchor":"n","allOf":[{"properties":{"a":{"$dynamicRef":"#n"}}}],"unevaluatedProperties":false}
            """##,
            ##"""
            {"allOf":[{"unevaluatedProperties":{"$ref":"#"}}],"properties":{"b":false},"unevaluatedProperties":false}
            """##,
        ])
    func members(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        #expect(try evaluator.accepts(Self.nested("{\"a\":", "1", "}")))
        #expect(try !evaluator.accepts(Self.nested("{\"a\":", "{\"b\":1}", "}")))
        #expect(try evaluator.errors(of: Self.nested("{\"a\":", "{\"b\":1}", "}")).allSatisfy { !$0.isUndecided })
    }

    @Test(
        "in arrays of a hundred levels",
        arguments: [
            ##"{"allOf":[{"prefixItems":[{"$ref":"#"}]}],"unevaluatedItems":false}"##,
            ##"{"anyOf":[{"contains":{"$ref":"#"}}],"unevaluatedItems":false}"##,
            ##"{"contains":{"$ref":"#"},"minContains":0,"unevaluatedItems":false}"##,
            ##"{"oneOf":[{"unevaluatedItems":{"$ref":"#"}},false],"maxItems":1,"unevaluatedItems":false}"##,
        ])
    func items(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        #expect(try evaluator.accepts(Self.nested("[", "1", "]")))
    }

    @Test("in a schema of a hundred levels", arguments: ["allOf", "anyOf", "oneOf"])
    func schemas(keyword: String) throws {
        let opening = "{\"unevaluatedProperties\":false,\"\(keyword)\":["
        let schema = Self.nested(opening, #"{"properties":{"a":{"type":"integer"}}}"#, "]}")
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        #expect(try evaluator.accepts(#"{"a":1}"#))
        #expect(try !evaluator.accepts(#"{"a":"x"}"#))
        #expect(try !evaluator.accepts(#"{"a":1,"b":1}"#))
    }

    @Test(
        "see what lies beside and below them, not above, and nothing in what fails",
        arguments: [
            // A cousin's members are not seen, an uncle's are not, a nephew's are.
            (#"{"allOf":[{"properties":{"a":true}},{"unevaluatedProperties":false}]}"#, #"{"a":1}"#, false),
            (#"{"properties":{"a":true},"allOf":[{"unevaluatedProperties":false}]}"#, #"{"a":1}"#, false),
            (#"{"allOf":[{"allOf":[{"properties":{"a":true}}]}],"unevaluatedProperties":false}"#, #"{"a":1}"#, true),
            // What fails inside takes its marks along; what holds beside it keeps them.
            (
                #"{"anyOf":[{"properties":{"a":true},"required":["z"]},{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
                #"{"b":1}"#, true
            ),
            (
                #"{"anyOf":[{"properties":{"a":true},"required":["z"]},{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
                #"{"a":1}"#, false
            ),
            (
                #"{"anyOf":[{"allOf":[{"properties":{"a":true}},false]},true],"unevaluatedProperties":false}"#,
                #"{"a":1}"#,
                false
            ),
            (#"{"not":{"not":{"properties":{"a":true}}},"unevaluatedProperties":false}"#, #"{"a":1}"#, false),
            (
                #"{"if":{"properties":{"a":{"type":"null"}}},"else":{"properties":{"b":true}},"unevaluatedProperties":false}"#,
                #"{"a":1,"b":1}"#, false
            ),
            // Each kind is tracked for itself.
            (#"{"unevaluatedItems":false,"unevaluatedProperties":{"type":"null"}}"#, #"{"a":null}"#, true),
            (#"{"unevaluatedItems":false,"unevaluatedProperties":{"type":"null"}}"#, #"[null]"#, false),
            (#"{"unevaluatedItems":false,"unevaluatedProperties":false,"type":"string"}"#, "\"x\"", true),
            (#"{"unevaluatedItems":false,"unevaluatedProperties":false,"type":"string"}"#, "1", false),
            // An inner one that takes the rest leaves nothing to the outer one, an inner one that fails all of it.
            (
                #"{"anyOf":[{"unevaluatedProperties":{"type":"null"}},true],"unevaluatedProperties":false}"#,
                #"{"a":null}"#, true
            ),
            (
                #"{"anyOf":[{"unevaluatedProperties":{"type":"null"}},true],"unevaluatedProperties":false}"#,
                #"{"a":1}"#, false
            ),
            (
                #"{"anyOf":[{"prefixItems":[true]},{"prefixItems":[true,true]}],"unevaluatedItems":false}"#, "[1,2]",
                true
            ),
            (#"{"contains":{"type":"null"},"prefixItems":[true],"unevaluatedItems":false}"#, "[1,null,null]", true),
            (#"{"contains":{"type":"null"},"prefixItems":[true],"unevaluatedItems":false}"#, "[1,null,2]", false),
        ])
    func sight(schema: String, message: String, isValid: Bool) throws {
        #expect(try SchemaEvaluator(SchemaProgram(schema)).accepts(message) == isValid)
    }

    private static func nested(_ opening: String, _ value: String, _ closing: String) -> String {
        String(repeating: opening, count: depth) + value + String(repeating: closing, count: depth)
    }
}
