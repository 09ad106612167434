import Testing
import Validator

@Suite("Errors never show data")
struct CanaryTests {
    private static let canaries = ["cnry", "7171717"]

    @Test("no value and no undeclared name of a message appears in any text of any error")
    func random() throws {
        var generator = RandomSchema(seed: 4_711)
        generator.usesUnevaluated = true
        var count = 0
        for _ in 0..<700 {
            let program = try SchemaProgram(compiling: generator.schema())
            let evaluator = SchemaEvaluator(program)
            for _ in 0..<6 {
                let message = Self.planted(generator.message(depth: 4), &generator)
                let errors = try evaluator.errors(of: message.serialized())
                count += errors.count
                for text in errors.flatMap(\.texts) { Self.expectNoCanary(text) }
            }
        }
        #expect(count > 1_700)
    }

    @Test(
        "nor in the errors of keywords that a random schema does not have",
        arguments: [
            #"{"format":"uuid","pattern":"^x","maxLength":3,"const":"y","enum":["z",1]}"#,
            ##"{"additionalProperties":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"null"}},"propertyNames":{"maxLength":2}}"##,
            #"{"oneOf":[{"type":"object","properties":{"b":{"const":1}}},{"items":{"format":"ipv4"}}]}"#,
            #"{"items":false,"additionalProperties":false,"not":{}}"#, "false",
            #"{"patternProperties":{"^(a+)+$":false,"cn":false},"propertyNames":{"pattern":"^(c+)+$"}}"#,
        ])
    func keywords(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        for message in [#""cnry7171717""#, #"{"cnry":71717171.5,"b":"cnry"}"#, #"["cnry",["cnry"],{"cnry":["cnry"]}]"#]
        {
            for text in try evaluator.errors(of: message).flatMap(\.texts) { Self.expectNoCanary(text) }
        }
    }

    @Test("a syntax error shows nothing of the text")
    func syntax() {
        for text in ["[cnry]", "\"cnry", "{\"cnry\":1,\"cnry\":2}", "7171717x", "{\"cnry\" 7171717}", "\"\\cnry\""] {
            #expect { try JSONValue.parse(text) } throws: { error in
                Self.expectNoCanary("\(error)")
                return error is JSONSyntaxError
            }
        }
    }

    private static func expectNoCanary(_ text: String) {
        for canary in canaries where text.contains(canary) { Issue.record("\(text)") }
    }

    /// The message with canaries for its strings and numbers, and for half of its names.
    private static func planted(_ value: JSONValue, _ generator: inout RandomSchema) -> JSONValue {
        switch value {
        case .string: return "cnry"
        case .number: return generator.random.next(below: 2) == 0 ? 7_171_717 : .double(71_717_171.5)
        case .array(let items): return .array(items.map { planted($0, &generator) })
        case .object(let object):
            var result = JSONObject()
            for (name, value) in object {
                result[generator.random.next(below: 2) == 0 ? name : "cnry" + name] = planted(value, &generator)
            }
            return .object(result)
        default: return value
        }
    }
}

extension ValidationError {
    /// Every text of the error.
    fileprivate var texts: [String] {
        [keyword, instancePointer, keywordLocation, absoluteKeywordLocation, message, expected, "\(actual)", "\(self)"]
    }
}
