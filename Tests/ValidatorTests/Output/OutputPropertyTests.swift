import Testing
import Validator

@Suite("Outputs of random schemas")
struct OutputPropertyTests {
    @Test("the tree agrees with the boolean pass, everywhere and without correction", arguments: [false, true])
    func verdicts(usesUnevaluated: Bool) throws {
        var generator = RandomSchema(seed: usesUnevaluated ? 11 : 12)
        generator.usesUnevaluated = usesUnevaluated
        var valid = 0
        for _ in 0..<800 {
            let schema = generator.schema()
            let program = try SchemaProgram(compiling: schema)
            let evaluator = SchemaEvaluator(program)
            for _ in 0..<6 {
                let message = generator.message().serialized()
                let verdict = try evaluator.accepts(message)
                let tree = try program.tree(of: message)
                #expect(tree.isValid == verdict, "\(schema.serialized()) on \(message)")
                // A verdict that the tree itself does not bear would be written into the root's error.
                let isBooleanSchema = schema.object == nil
                #expect(tree.error == nil || isBooleanSchema, "\(schema.serialized()) on \(message)")
                #expect(try program.output(.flag, of: message) == ["valid": .bool(verdict)])
                valid += verdict ? 1 : 0
            }
        }
        // A generator that only knew one verdict would prove nothing.
        #expect(valid > 800)
        #expect(valid < 4_000)
    }

    @Test("every error that the collecting pass reports is in the tree, at the same places")
    func errors() throws {
        var generator = RandomSchema(seed: 13)
        generator.usesUnevaluated = true
        var count = 0
        for _ in 0..<800 {
            let schema = generator.schema()
            let program = try SchemaProgram(compiling: schema)
            let evaluator = SchemaEvaluator(program)
            for _ in 0..<6 {
                let message = generator.message().serialized()
                let failed = Self.failed(try program.tree(of: message))
                for error in try evaluator.errors(of: message) {
                    let isThere = failed.contains(error.keywordLocation + " " + error.instancePointer)
                    #expect(isThere, "\(error.keywordLocation): \(schema.serialized()) on \(message)")
                    count += 1
                }
            }
        }
        #expect(count > 1_000)
    }

    /// The places of all units that failed.
    private static func failed(_ unit: OutputUnit) -> Set<String> {
        var places = Set(unit.units.flatMap(failed))
        if !unit.isValid { places.insert(unit.keywordLocation + " " + unit.instanceLocation) }
        return places
    }

    @Test("basic and detailed hold the same errors, and all of them are errors of the tree")
    func forms() throws {
        var generator = RandomSchema(seed: 14)
        var count = 0
        for _ in 0..<500 {
            let program = try SchemaProgram(compiling: generator.schema())
            for _ in 0..<6 {
                let message = generator.message().serialized()
                let tree = try program.tree(of: message)
                let errors = ["basic", "detailed", "verbose"].compactMap(OutputFormat.init).map { format in
                    Self.sentences(tree.rendered(as: format)).filter { !$0.hasSuffix("A subschema had errors.") }
                }
                #expect(errors[0] == errors[1])
                #expect(Set(errors[1]).isSubset(of: errors[2]))
                count += errors[1].count
            }
        }
        #expect(count > 1_000)
    }

    /// The places and sentences of an output's errors, in order.
    private static func sentences(_ output: JSONValue) -> [String] {
        let own = output["error"]?.string.map { "\(output["keywordLocation"]?.string ?? "") \($0)" }
        let below = (output["errors"] ?? output["annotations"])?.array ?? []
        return (own.map { [$0] } ?? []) + below.flatMap(sentences)
    }
}
