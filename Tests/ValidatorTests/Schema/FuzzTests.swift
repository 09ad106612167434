import Testing

@testable import Validator

@Suite("Fuzzing the schema compiler")
struct FuzzTests {
    private static let seeds = [
        ##"{"$id":"https://e.org/a","$dynamicAnchor":"x","$ref":"#/$defs/b","$defs":{"b":{"$id":"b","$dynamicRef":"#x"}}}"##,
        #"{"type":["object","null"],"required":["a","b"],"properties":{"a":{"type":"integer","minimum":1e400}}}"#,
        #"{"patternProperties":{"^[a-z]+$":{"maxLength":3}},"additionalProperties":false,"propertyNames":{"format":"uri"}}"#,
        #"{"allOf":[{"anyOf":[{"oneOf":[true,false]}]},{"not":{}}],"if":{},"then":{"const":{"a":[1]}},"else":{"enum":[1]}}"#,
        #"{"prefixItems":[{}],"items":{"multipleOf":0.1},"contains":{"type":"null"},"minContains":2,"uniqueItems":true}"#,
        ##"{"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"],"c":{"$ref":"#"}},"items":[{}]}"##,
        ##"{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"items":{"$recursiveRef":"#"}}"##,
        ##"{"unevaluatedProperties":{"$ref":"#/$defs/~0~1"},"$defs":{"~/":{"$anchor":"y"}},"dependentSchemas":{"a":{}}}"##,
    ]

    /// Words that mean something to the compiler wherever they come to stand.
    private static let words: [JSONValue] = [
        "#", "#/", "#x", "#/$defs/b", "", "/", "https://e.org/b#x", "^(a+)+$", "(", "\\p{L}", "integer", "uri", .null,
        true,
        false, 0, -1, .double(0.5), .number(JSONNumber(1 << 62)), [], [:], ["type"], ["$ref": "#"], [["a"]], "#%41",
        "http://json-schema.org/draft-04/schema#", "https://json-schema.org/draft/2020-12/schema",
    ]

    private static let messages = [
        "null", "1", "\"a\"", "[1,[2,{}],\"a\"]", #"{"a":1,"b":{"a":[null]},"c":"x","":0}"#,
    ]

    @Test("mutated schemas compile or say why not, and what compiles gives one verdict")
    func mutations() throws {
        var random = SplitMix(seed: 31)
        var compiled = 0
        let seeds = try Self.seeds.map { try JSONValue.parse($0) }
        for round in 0..<4_000 {
            var schema = seeds[round % seeds.count]
            for _ in 0...random.next(below: 3) { schema = Self.mutated(schema, seeds, &random) }
            compiled += try judge(schema) ? 1 : 0
        }
        #expect(compiled > 400)
        #expect(compiled < 3_600)
    }

    @Test("any JSON value is a schema or a mistake", arguments: seeds)
    func texts(seed: String) throws {
        var random = SplitMix(seed: UInt64(seed.utf8.count))
        let alphabet = Array("{}[]:,\"\\$#/~0123456789.eE-truefalsn ".utf8)
        for _ in 0..<400 {
            var text = Array(seed.utf8)
            for _ in 0...random.next(below: 4) {
                let place = random.next(below: text.count)
                switch random.next(below: 3) {
                case 0: text.remove(at: place)
                case 1: text.insert(alphabet[random.next(below: alphabet.count)], at: place)
                default: text[place] = alphabet[random.next(below: alphabet.count)]
                }
            }
            guard let schema = try? JSONValue.parse(text) else { continue }
            _ = try judge(schema)
        }
    }

    /// Compiles, and where that works judges some messages with both passes.
    private func judge(_ schema: JSONValue) throws -> Bool {
        let program: SchemaProgram
        do throws(SchemaError) {
            program = try SchemaProgram(compiling: schema)
        } catch {
            #expect(!error.message.isEmpty)
            return false
        }
        let evaluator = SchemaEvaluator(program, maximumErrors: 5)
        for message in Self.messages {
            let errors = try evaluator.errors(of: message)
            #expect(try evaluator.accepts(message) == errors.isEmpty, "\(schema.serialized()) on \(message)")
            for error in errors {
                #expect(error.checks.allSatisfy { program.checks.indices.contains($0) })
                #expect(error.offset < error.endOffset)
                #expect(error.endOffset <= message.utf8.count)
            }
        }
        return true
    }

    // MARK: Mutations

    private static func mutated(_ value: JSONValue, _ seeds: [JSONValue], _ random: inout SplitMix) -> JSONValue {
        if random.next(below: 8) == 0 { return replacement(seeds, &random) }
        switch value {
        case .array(var items) where !items.isEmpty:
            let place = random.next(below: items.count)
            if random.next(below: 6) == 0 {
                items.remove(at: place)
            } else {
                items[place] = mutated(items[place], seeds, &random)
            }
            return .array(items)
        case .object(var object) where !object.isEmpty:
            let name = object.names[random.next(below: object.count)]
            switch random.next(below: 6) {
            case 0: object[name] = nil
            case 1: object[keyword(seeds, &random)] = object[name]
            default: object[name] = object[name].map { mutated($0, seeds, &random) }
            }
            return .object(object)
        default: return replacement(seeds, &random)
        }
    }

    private static func keyword(_ seeds: [JSONValue], _ random: inout SplitMix) -> String {
        let names = seeds[random.next(below: seeds.count)].object?.names ?? []
        return names.isEmpty ? "not" : names[random.next(below: names.count)]
    }

    private static func replacement(_ seeds: [JSONValue], _ random: inout SplitMix) -> JSONValue {
        random.next(below: 5) == 0
            ? seeds[random.next(below: seeds.count)] : words[random.next(below: words.count)]
    }
}
