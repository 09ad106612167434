import Foundation
import Testing

@testable import Validator

@Suite("Compiled programs")
struct ProgramTests {
    private static let login = """
        {"type": "object", "required": ["user_id", "ip"], "additionalProperties": false,
         "properties": {
            "user_id": {"type": "string", "format": "uuid"}, "ip": {"type": "string", "format": "ipv4"},
            "device": {"enum": ["android", "ios"]}, "tags": {"type": "array", "items": {"maxLength": 3}}}}
        """

    @Test("checks stand in the order of the schema, each with its field and its place")
    func checks() throws {
        let program = try SchemaProgram(Self.login, options: SchemaOptions(baseURI: "login.json"))
        #expect(
            program.checks.map { "\($0.field):\($0.keyword)" } == [
                ":type", ":additionalProperties", "/user_id:required", "/ip:required", "/user_id:type",
                "/user_id:format", "/ip:type", "/ip:format", "/device:enum", "/tags:type", "/tags/*:maxLength",
            ])
        #expect(program.checks.last?.location == "login.json#/properties/tags/items/maxLength")
        #expect(program.checks.last?.expected == "at most 3 characters")
    }

    /// The example of the article `Program`.
    private static let article = """
        {"type": "object", "required": ["user_id", "ip"], "additionalProperties": false,
         "properties": {
            "user_id": {"type": "string", "format": "uuid"}, "ip": {"type": "string", "format": "ipv4"},
            "device_type": {"enum": ["android", "ios"]}}}
        """

    @Test("the article's schema compiles to the article's blocks")
    func articleProgram() throws {
        let program = try SchemaProgram(Self.article)
        let blocks = (0..<program.blocks.count).map { index in
            let block = program.blocks.base[index]
            return (block.start..<block.end).map { program.instructions.base[Int($0)].operation }
        }
        #expect(blocks == [[.type, .members], [.type, .format], [.type, .format], [.stringEnumeration]])
        #expect(MemoryLayout<Instruction>.stride == 24)
        #expect(MemoryLayout<TapeEntry>.stride == 32)
    }

    @Test("the article's message gets the article's tape and the article's error")
    func articleMessage() throws {
        let message = #"{"user_id":"424cdd21-063a-43a7-b91b-7ca1a833afae","ip":"199.172.111.300"}"#
        let parser = JSONParser()
        try Array(message.utf8).withUnsafeBytes { bytes in
            let root = try parser.parse(bytes)
            let entries = (0..<5).map { root.node(at: $0) }
            #expect(entries.map(\.start) == [0, 1, 11, 50, 55])
            #expect(entries.map(\.end) == [73, 10, 49, 54, 72])
            #expect(entries.map { Int($0.entry.next) } == [5, 2, 3, 4, 5])
        }
        let errors = try SchemaEvaluator(SchemaProgram(Self.article)).errors(of: message)
        #expect(
            errors.map(\.summary) == [
                """
                format of "/ip" by /properties/ip/format at #/properties/ip/format, bytes 55..<72, 1:56
                Expected format ipv4, found a string of 15 characters.
                """
            ])
    }

    @Test("an error names the checks that it breaks, one for each missing name")
    func errorsName() throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(Self.login))
        let errors = try evaluator.errors(of: #"{"device":"web","tags":["abc","abcd"]}"#)
        let broken = errors.map { $0.checks.map { evaluator.program.checks[$0] }.map { "\($0.field):\($0.keyword)" } }
        #expect(broken == [["/user_id:required", "/ip:required"], ["/device:enum"], ["/tags/*:maxLength"]])
        #expect(errors.map(\.expected) == ["also user_id, ip", "one of android, ios", "at most 3 characters"])
        #expect(errors.map(\.actual.kind) == [.object, .string, .string])
        #expect(errors.map(\.actual.length) == [2, 3, 4])
    }

    @Test("no more errors than asked for, and it is told that there are more", arguments: [1, 2, 9, 10, 11, 100])
    func cap(limit: Int) throws {
        let program = try SchemaProgram(#"{"items":{"type":"string"}}"#)
        let evaluator = SchemaEvaluator(program, maximumErrors: limit)
        let errors = try evaluator.errors(of: "[1,2,3,4,5,6,7,8,9,10]")
        #expect(errors.map(\.instancePointer) == (0..<min(limit, 10)).map { "/\($0)" })
        #expect(evaluator.isTruncated == (limit < 10))
        #expect(try evaluator.errors(of: "[\"a\",1]").count == 1)
        #expect(!evaluator.isTruncated)
        #expect(try evaluator.errors(of: "[]").isEmpty)
    }

    @Test("a limit of none still tells that a message is invalid")
    func noErrors() throws {
        let evaluator = SchemaEvaluator(try SchemaProgram("false"), maximumErrors: 0)
        #expect(try evaluator.errors(of: "1").count == 1)
    }

    @Test("the errors of the closest branch count towards the limit")
    func capInBranches() throws {
        let program = try SchemaProgram(#"{"anyOf":[{"items":{"type":"string"}},{"type":"null"}]}"#)
        let evaluator = SchemaEvaluator(program, maximumErrors: 3)
        #expect(try evaluator.errors(of: "[1,2,3]").map(\.keyword) == ["anyOf", "type", "type"])
        #expect(evaluator.isTruncated)
    }

    @Test("hundreds of required members are missed in one error", arguments: [1, 63, 64, 65, 128, 129, 300])
    func manyRequired(count: Int) throws {
        let names = (0..<count).map { "n\($0)" }
        let list = JSONValue.array(names.map(JSONValue.string)).serialized()
        let evaluator = SchemaEvaluator(try SchemaProgram("{\"required\":\(list)}"))
        let errors = try evaluator.errors(of: "{}")
        #expect(errors.map(\.message) == ["Missing: \(names.joined(separator: ", "))."])
        #expect(errors.first?.checks.map { evaluator.program.checks[$0].field } == names.map { "/" + $0 })
        let members = names.reversed().map { "\"\($0)\":0" }
        #expect(try evaluator.accepts("{\(members.joined(separator: ","))}"))
        let lacking = try evaluator.errors(of: "{\(members.dropFirst().joined(separator: ","))}")
        #expect(lacking.map(\.message) == ["Missing: n\(count - 1)."])
    }

    @Test("every name of a wide object is found", arguments: [200, 70_000])
    func wide(count: Int) throws {
        var properties = JSONObject()
        for index in 0..<count { properties["n\(index)"] = ["const": .int(index)] }
        let schema: JSONValue = ["properties": .object(properties), "additionalProperties": false]
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
        let last = count - 1
        #expect(try evaluator.accepts("{\"n\(last)\":\(last),\"n0\":0,\"n1\":1}"))
        #expect(try evaluator.errors(of: "{\"n\(last)\":0,\"n\(count)\":1}").count == 2)
    }

    @Test("equal patterns are compiled once, equal blocks too")
    func shared() throws {
        let schema = """
            {"properties": {"a": {"pattern": "^x+y$"}, "b": {"pattern": "^x+y$"}, "c": {"$ref": "#/$defs/d"},
                            "d": {"$ref": "#/$defs/d"}},
             "patternProperties": {"^x+y$": {}}, "$defs": {"d": {"pattern": "^z"}}}
            """
        let program = try SchemaProgram(schema)
        #expect(program.patterns.count == 2)
        #expect(program.checks.filter { $0.keyword == "pattern" }.count == 3)
    }

    @Test("a value in a long list of constants is found, whatever its kind")
    func manyConstants() throws {
        let values = (0..<3_000).map { index -> JSONValue in
            switch index % 4 {
            case 0: .int(index)
            case 1: .string("s\(index)")
            case 2: [.int(index)]
            default: ["k": .int(index), "l": [.null]]
            }
        }
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: ["enum": .array(values)]))
        for value in values { #expect(try evaluator.accepts(value.serialized())) }
        for text in ["1", "\"s2\"", "[3]", "{\"k\":3}", "null", "{\"l\":[null],\"k\":4}"] {
            #expect(try !evaluator.accepts(text))
        }
        #expect(try evaluator.accepts("{\"l\":[null],\"k\":3.0}"))
        #expect(try evaluator.accepts("0.4e1"))
    }

    @Test("a schema of 300 kB with forests of alternatives compiles to what it says")
    func large() throws {
        let branches = (0..<1_500).map { index -> JSONValue in
            [
                "type": "object", "required": ["kind", .string("v\(index)")],
                "properties": [
                    "kind": ["const": .string("k\(index)")],
                    "v\(index)": ["type": "integer", "minimum": .int(index)],
                    "deep": ["anyOf": [["$ref": "#/$defs/leaf"], ["type": "null"], ["pattern": "^[a-z]+$"]]],
                ],
            ]
        }
        let schema: JSONValue = ["oneOf": .array(branches), "$defs": ["leaf": ["type": "integer"]]]
        #expect(schema.serialized().utf8.count > 300_000)
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
        #expect(try evaluator.accepts(#"{"kind":"k700","v700":700,"deep":1}"#))
        let errors = try evaluator.errors(of: #"{"kind":"k700","v700":699,"deep":1}"#)
        #expect(errors.map(\.keyword) == ["oneOf", "minimum"])
        #expect(errors.last?.keywordLocation == "/oneOf/700/properties/v700/minimum")
    }

    @Test("the places of a hundred errors far down a message of a MiB")
    func farDown() throws {
        let filler = String(repeating: "\"é 0123456789\",\n", count: 60_000)
        let message = "[\(filler)\(Array(repeating: "1", count: 120).joined(separator: ", "))]"
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"items":{"type":"string"}}"#))
        let errors = try evaluator.errors(of: message)
        #expect(errors.count == 100)
        #expect(errors.allSatisfy { $0.line == 60_001 })
        #expect(errors.map(\.column) == (0..<100).map { 1 + 3 * $0 })
        #expect(errors.last?.instancePointer == "/60099")
    }

    @Test("dynamic references in documents that are found late know every anchor")
    func lateAnchors() throws {
        let documents: [String: JSONValue] = [
            "https://e.org/list": [
                "$dynamicAnchor": "item", "items": ["$dynamicRef": "#item"], "$defs": ["late": ["$ref": "late"]],
            ],
            "https://e.org/late": ["$dynamicAnchor": "late", "contains": ["$dynamicRef": "#late"]],
        ]
        let schema = """
            {"$id": "https://e.org/root", "$dynamicAnchor": "late", "type": ["array", "integer"],
             "properties": {"x": {"$ref": "late"}}, "items": {"$ref": "late"}}
            """
        let options = SchemaOptions { documents[$0] }
        let evaluator = SchemaEvaluator(try SchemaProgram(schema, options: options))
        #expect(try evaluator.accepts("[[1]]"))
        #expect(try !evaluator.accepts("[[null]]"))
    }

    @Test("many evaluators judge by one program on several threads, and agree")
    func threads() async throws {
        let program = try SchemaProgram(Self.login)
        let messages = (0..<300).map { index in
            index % 3 == 0
                ? #"{"user_id":"424cdd21-063a-43a7-b91b-7ca1a833afae","ip":"10.0.0.\#(index % 255)"}"#
                : #"{"user_id":"\#(index)","ip":"10.0.0","device":"web","tags":["\#(index)0000"],"x\#(index)":1}"#
        }
        let expected = try messages.map { try SchemaEvaluator(program).errors(of: $0) }
        #expect(expected.filter(\.isEmpty).count == 100)
        try await withThrowingTaskGroup(of: [[ValidationError]].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let evaluator = SchemaEvaluator(program)
                    return try messages.map { try evaluator.errors(of: $0) }
                }
            }
            for try await errors in group { #expect(errors == expected) }
        }
    }
}
