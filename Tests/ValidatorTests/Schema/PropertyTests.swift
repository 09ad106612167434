import Testing
import Validator

@Suite("Random schemas on random messages")
struct PropertyTests {
    @Test("both passes agree, and with Python's jsonschema")
    func peers() throws {
        var generator = RandomSchema(seed: 20_261_123)
        let cases = (0..<700).map { _ in
            (schema: generator.schema(), messages: (0..<12).map { _ in generator.message() })
        }
        let expected = try PythonVerdicts.verdicts(cases)
        #expect(expected.count == cases.count)
        var valid = 0
        for ((schema, messages), verdicts) in zip(cases, expected) {
            let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
            for (message, verdict) in zip(messages, verdicts) {
                valid += verdict ? 1 : 0
                if try evaluator.accepts(message.serialized()) != verdict {
                    Issue.record("jsonschema says \(verdict): \(schema.serialized()) on \(message.serialized())")
                }
            }
        }
        // A generator that only knew one verdict would prove nothing.
        #expect(valid > 1_500)
        #expect(valid < 7_000)
    }

    @Test("both passes agree where something is left unevaluated, and so does the order of members")
    func unevaluated() throws {
        var generator = RandomSchema(seed: 7)
        generator.usesUnevaluated = true
        for _ in 0..<1_000 {
            let schema = generator.schema()
            let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
            for _ in 0..<6 {
                let message = generator.message()
                let verdict = try evaluator.accepts(message.serialized())
                let reversed = try evaluator.accepts(Self.reversed(message).serialized())
                #expect(verdict == reversed, "\(schema.serialized()) on \(message.serialized())")
            }
        }
    }

    /// The same value with every object's members the other way round.
    private static func reversed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): .array(items.map(reversed))
        case .object(let object): .object(JSONObject(object.members.reversed().map { ($0.name, reversed($0.value)) }))
        default: value
        }
    }

    @Test("a schema under not gives the other verdict; in allOf, anyOf and oneOf alone the same")
    func wrappers() throws {
        var generator = RandomSchema(seed: 99)
        for _ in 0..<300 {
            let schema = generator.schema()
            let plain = SchemaEvaluator(try SchemaProgram(compiling: schema))
            let wrapped = try ["not", "allOf", "anyOf", "oneOf"].map { keyword in
                let value: JSONValue = keyword == "not" ? schema : [schema]
                return SchemaEvaluator(try SchemaProgram(compiling: .object(JSONObject([(keyword, value)]))))
            }
            for _ in 0..<6 {
                let message = generator.message().serialized()
                let verdict = try plain.accepts(message)
                let others = try wrapped.map { try $0.accepts(message) }
                #expect(others == [!verdict, verdict, verdict, verdict], "\(schema.serialized()) on \(message)")
            }
        }
    }
}
