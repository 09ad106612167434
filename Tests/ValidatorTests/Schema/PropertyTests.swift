import Foundation
import Testing
import Validator

@Suite("Random schemas on random messages")
struct PropertyTests {
    /// Each schema has a seed of its own, counted on from this one; `AUDIT_TEST_SEED` sets another.
    private static let firstSeed =
        ProcessInfo.processInfo.environment["AUDIT_TEST_SEED"].flatMap(UInt64.init) ?? 20_261_123
    private static let schemaCount: UInt64 = 600
    private static let messageCount = 8

    @Test("both passes agree, and with jsonschema-rs", arguments: Dialect.allCases)
    func peers(dialect: Dialect) throws {
        let seeds = Self.firstSeed..<Self.firstSeed + Self.schemaCount
        let cases = seeds.map { Self.randomCase(seed: $0, dialect) }
        let expected = try PeerVerdicts.verdicts(
            cases.map { (PeerSchema.specified($0.schema, dialect), $0.messages) })
        #expect(expected.count == cases.count)
        var valid = 0
        for (seed, (sample, verdicts)) in zip(seeds, zip(cases, expected)) {
            let evaluator = SchemaEvaluator(try SchemaProgram(compiling: sample.schema))
            for (message, verdict) in zip(sample.messages, verdicts) {
                valid += verdict ? 1 : 0
                if try evaluator.accepts(message.serialized()) != verdict {
                    Issue.record(
                        """
                        AUDIT_TEST_SEED=\(seed): jsonschema-rs says \(verdict):
                        \(sample.schema.serialized()) on \(message.serialized())
                        """)
                }
            }
        }
        // A generator that only knew one verdict would prove nothing.
        let judged = Int(Self.schemaCount) * Self.messageCount
        #expect((judged / 5...judged * 4 / 5).contains(valid))
    }

    private static func randomCase(seed: UInt64, _ dialect: Dialect) -> (schema: JSONValue, messages: [JSONValue]) {
        var generator = RandomSchema(seed: seed, dialect: dialect)
        generator.usesUnevaluated = true
        return (generator.document(), (0..<messageCount).map { _ in generator.message() })
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
