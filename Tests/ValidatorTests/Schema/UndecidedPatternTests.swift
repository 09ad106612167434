import Testing
import Validator

@Suite("Patterns that could not be decided")
struct UndecidedPatternTests {
    private static let exploding = #"{"pattern":"^(a+)+$"}"#
    private static let longText = "\"" + String(repeating: "a", count: 10_000) + "\""
    private static let mismatch = "\"" + String(repeating: "a", count: 10_000) + "!\""

    /// Schemas around the exploding pattern that would hold if it counted as a mismatch, as a match, or either way.
    private static let schemas = [
        exploding, #"{"not":\#(exploding)}"#, #"{"not":{"not":\#(exploding)}}"#, #"{"anyOf":[\#(exploding),false]}"#,
        #"{"oneOf":[\#(exploding),{"type":"string"}]}"#, #"{"oneOf":[{"type":"string"},\#(exploding)]}"#,
        #"{"allOf":[\#(exploding)]}"#, #"{"if":\#(exploding),"then":true,"else":true}"#,
        #"{"if":\#(exploding),"then":false}"#, #"{"if":\#(exploding),"else":false}"#,
        #"{"if":true,"then":\#(exploding)}"#, ##"{"$ref":"#/$defs/x","$defs":{"x":\##(exploding)}}"##,
        #"{"anyOf":[{"not":\#(exploding)},false]}"#, #"{"anyOf":[\#(exploding),true]}"#,
    ]

    @Test("are an error that says so wherever they stand, and never a pass", arguments: schemas)
    func neverAPass(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let errors = try evaluator.errors(of: Self.mismatch)
        #expect(try !evaluator.accepts(Self.mismatch))
        #expect(errors.contains { $0.isUndecided && $0.keyword == "pattern" })
        #expect(errors.filter(\.isUndecided).allSatisfy { $0.message == "Could not be decided: a match of ^(a+)+$." })
        // The evaluator is as good as new afterwards.
        #expect(try evaluator.accepts("1") == SchemaEvaluator(SchemaProgram(schema)).accepts("1"))
    }

    @Test(
        "so are names of members",
        arguments: [
            #"{"patternProperties":{"^(a+)+$":true}}"#, #"{"patternProperties":{"^(a+)+$":false}}"#,
            #"{"patternProperties":{"^(a+)+$":true},"additionalProperties":false}"#,
            #"{"patternProperties":{"^(a+)+$":true},"unevaluatedProperties":false}"#,
            #"{"not":{"propertyNames":\#(exploding)}}"#, #"{"propertyNames":\#(exploding)}"#,
        ])
    func names(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let message = "{\(Self.mismatch):1}"
        #expect(try !evaluator.accepts(message))
        #expect(try evaluator.errors(of: message).contains(where: \.isUndecided))
    }

    @Test("are decided where the text leaves no doubt")
    func decided() throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(Self.exploding))
        #expect(try evaluator.accepts(Self.longText))
        #expect(try evaluator.accepts("\"a\""))
        let errors = try evaluator.errors(of: "\"aaaa!\"")
        #expect(errors.map(\.isUndecided) == [false])
        #expect(errors.map(\.message) == ["Expected a match of ^(a+)+$, found a string of 5 characters."])
    }

    @Test("do not exist among byte programs, however long the text", arguments: ["^a+$", "^[a-z]{2,}$", "^(?:a)+$"])
    func bytePrograms(source: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"pattern":"\#(source)"}"#))
        #expect(try evaluator.accepts(Self.longText))
        #expect(try evaluator.errors(of: Self.mismatch).map(\.isUndecided) == [false])
    }

    @Test(
        "a string too long to be read as a regular expression is undecided, whatever asks for it",
        arguments: [#"{"format":"regex"}"#, #"{"not":{"format":"regex"}}"#, #"{"anyOf":[{"format":"regex"},true]}"#])
    func longRegex(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let limit = 64 << 10
        #expect(try evaluator.accepts("\"\(String(repeating: "a", count: limit))\"") == !schema.contains("not"))
        let long = "\"\(String(repeating: "a", count: limit + 1))\""
        #expect(try !evaluator.accepts(long))
        #expect(try evaluator.errors(of: long).contains { $0.isUndecided && $0.keyword == "format" })
    }
}
