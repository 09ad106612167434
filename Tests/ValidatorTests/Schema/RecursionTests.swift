import Foundation
import Testing
import Validator

@Suite("Recursion")
struct RecursionTests {
    @Test(
        "references that never descend are refused",
        arguments: [
            (##"{"$ref":"#"}"##, ""),
            (##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##, "/$defs/a"),
            (##"{"allOf":[{"$ref":"#"}]}"##, ""), (##"{"anyOf":[{"type":"null"},{"$ref":"#"}]}"##, ""),
            (##"{"oneOf":[{"$ref":"#"}]}"##, ""), (##"{"not":{"$ref":"#"}}"##, ""), (##"{"if":{"$ref":"#"}}"##, ""),
            (##"{"if":true,"then":{"$ref":"#"}}"##, ""), (##"{"dependentSchemas":{"a":{"$ref":"#"}}}"##, ""),
            (##"{"$dynamicAnchor":"a","$dynamicRef":"#a"}"##, ""),
            (
                ##"{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"$recursiveRef":"#"}"##,
                ""
            ),
        ])
    func endless(schema: String, pointer: String) throws {
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(schema) }
        #expect(error.code == .endlessRecursion)
        #expect(error.pointer == pointer)
        #expect(error.message == "The references lead back here without descending into the message.")
    }

    @Test(
        "references that descend are not",
        arguments: [
            ##"{"properties":{"a":{"$ref":"#"}}}"##, ##"{"items":{"$ref":"#"}}"##, ##"{"contains":{"$ref":"#"}}"##,
            ##"{"propertyNames":{"$ref":"#"}}"##, ##"{"additionalProperties":{"$ref":"#"}}"##,
            ##"{"unevaluatedProperties":{"$ref":"#"}}"##, ##"{"allOf":[{"items":{"$ref":"#"}}]}"##,
        ])
    func descending(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        #expect(try evaluator.accepts(#"{"a":{"a":1}}"#))
    }

    @Test("a circle of dynamic references that only shows in a message is undecided, never a pass")
    func dynamicCircle() throws {
        // Started from `outer`, the inner reference leads back to `outer`; the compiler cannot know where one starts.
        let schema = """
            {"$id": "https://e.org/outer", "$dynamicAnchor": "x", "$ref": "inner",
             "$defs": {"inner": {"$id": "inner", "$dynamicRef": "#x",
                                 "$defs": {"x": {"$dynamicAnchor": "x", "type": "null"}}}}}
            """
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let errors = try evaluator.errors(of: "null")
        #expect(try !evaluator.accepts("null"))
        #expect(errors.map(\.isUndecided) == [true])
        #expect(errors.map(\.keyword) == ["$ref"])
        #expect(errors.map(\.absoluteKeywordLocation) == ["https://e.org/outer#"])
        #expect(errors.map(\.message) == ["Could not be decided: references that lead less deep."])
        #expect(errors.flatMap(\.checks).allSatisfy { evaluator.program.checks.indices.contains($0) })
    }

    @Test("a long chain of references is no circle, and one that is too long is undecided", arguments: [1_000, 20_000])
    func chain(length: Int) throws {
        var definitions = JSONObject()
        for index in 0..<length { definitions["\(index)"] = ["$ref": .string("#/$defs/\(index + 1)")] }
        definitions["\(length)"] = ["title": "the end"]
        let schema: JSONValue = ["$ref": "#/$defs/0", "$defs": .object(definitions)]
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema))
        try onThread(stack: length == 1_000 ? 8 << 20 : 1 << 20) { () throws in
            let errors = try evaluator.errors(of: "1")
            #expect(try evaluator.accepts("1") == (length == 1_000))
            #expect(errors.map(\.isUndecided) == (length == 1_000 ? [] : [true]))
            #expect(errors.flatMap(\.checks) == (length == 1_000 ? [] : [0]))
        }
    }

    /// One schema for each way down: members, items, and both through references and alternatives.
    private static let ways = [
        ##"{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}"##, ##"{"items":{"$ref":"#"}}"##,
        ##"{"anyOf":[{"type":"null"},{"properties":{"a":{"$ref":"#"}},"items":{"$ref":"#"}}]}"##,
        ##"{"unevaluatedProperties":{"$ref":"#"},"unevaluatedItems":{"$ref":"#"}}"##,
        ##"{"not":{"not":{"properties":{"a":{"$ref":"#"}},"items":{"$ref":"#"}}}}"##,
        ##"{"$dynamicAnchor":"n","properties":{"a":{"$dynamicRef":"#n"}},"items":{"$dynamicRef":"#n"}}"##,
    ]

    @Test("the deepest message that a parser takes is judged on a stack of 8 MiB", arguments: ways)
    func deep(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        try onThread(stack: 8 << 20) { () throws in
            for message in Self.nested(511, "null") { #expect(try evaluator.accepts(message)) }
        }
    }

    @Test("on a small stack nothing is wrong but the verdict may be undecided", arguments: ways)
    func smallStack(schema: String) throws {
        let refusing = schema.dropLast() + #","not":{"const":"x"}}"#
        for schema in [schema, schema.contains("\"not\"") ? schema : String(refusing)] {
            let evaluator = SchemaEvaluator(try SchemaProgram(schema))
            try onThread(stack: 512 << 10) { () throws in
                for message in Self.nested(511, "\"x\"") {
                    let errors = try evaluator.errors(of: message)
                    #expect(try evaluator.accepts(message) == errors.isEmpty)
                }
            }
        }
    }

    @Test("deep constants, repeated items and copies are compared")
    func values() throws {
        let deep = Self.nested(500, "1")
        let schema = #"{"enum":["# + deep.joined(separator: ",") + "]}"
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let unique = SchemaEvaluator(try SchemaProgram(#"{"uniqueItems":true}"#))
        try onThread(stack: 8 << 20) { () throws in
            for message in deep {
                #expect(try evaluator.accepts(message))
                #expect(try !unique.accepts("[\(message),\(message)]"))
                #expect(try JSONValue.parse(message).serialized() == message)
            }
        }
    }

    /// Schemas that compare whole values; each refuses what is compared, so that only "undecided" is no verdict.
    private static let comparing = [
        #"{"const":[]}"#, #"{"enum":[{},[[]],1]}"#, #"{"items":{"enum":[[],{}]}}"#, #"{"uniqueItems":true}"#,
        #"{"not":{"uniqueItems":true}}"#, #"{"not":{"const":[1]}}"#, #"{"oneOf":[{"const":[1]},true]}"#,
        #"{"if":{"const":{"a":1}},"then":false}"#, #"{"unevaluatedItems":false,"contains":{"const":[1]}}"#,
    ]

    @Test("values of ten thousand levels are compared where the stack allows, and else undecided", arguments: comparing)
    func veryDeep(schema: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        for value in Self.nested(10_000, "1") {
            // Eight items are compared in pairs, nine by their hashes.
            for count in [2, 9] {
                let message = "[" + Array(repeating: value, count: count).joined(separator: ",") + "]"
                let small = try verdict(evaluator, message, stack: 512 << 10)
                let large = try verdict(evaluator, message, stack: 64 << 20)
                #expect(small == .undecided || small == large)
                #expect(large != .undecided)
                if schema == #"{"uniqueItems":true}"# { #expect((small, large) == (.undecided, .invalid)) }
            }
        }
    }

    /// Schemas that look at a member twice, so that the work doubles with each level.
    private static let doubling = [
        ##"{"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["x"]},{"properties":{"a":{"$ref":"#"}},"required":["y"]},{"maxProperties":0}]}"##,
        ##"{"oneOf":[{"properties":{"a":{"$ref":"#"}},"required":["x"]},{"properties":{"a":{"$ref":"#"}}}]}"##,
        ##"{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"properties":{"a":{"$ref":"#"}}}]}"##,
        ##"{"properties":{"a":{"$ref":"#"}},"patternProperties":{"^a":{"$ref":"#"}}}"##,
        ##"{"if":{"properties":{"a":{"$ref":"#"}}},"then":{"properties":{"a":{"$ref":"#"}}}}"##,
        ##"{"$dynamicAnchor":"n","allOf":[{"properties":{"a":{"$dynamicRef":"#n"}}},{"properties":{"a":{"$dynamicRef":"#n"}}}]}"##,
    ]

    private static func nestedMembers(_ depth: Int, _ leaf: String = "{}") -> String {
        String(repeating: #"{"a":"#, count: depth) + leaf + String(repeating: "}", count: depth)
    }

    @Test("work that doubles with each level is decided all the same, as that of few levels is", arguments: doubling)
    func doublingWork(schema: String) throws {
        let program = try SchemaProgram(schema)
        let evaluator = SchemaEvaluator(program)
        for leaf in ["{}", "[]"] {
            let few = try evaluator.errors(of: Self.nestedMembers(8, leaf))
            let many = try evaluator.errors(of: Self.nestedMembers(60, leaf))
            #expect(few.isEmpty == many.isEmpty)
            #expect((few + many).allSatisfy { !$0.isUndecided })
            #expect(!evaluator.hasGivenUp)
        }
    }

    @Test("a wrong value at the end of ways that double is found as often as errors are kept")
    func doublingErrors() throws {
        let way = ##"{"properties":{"a":{"$ref":"#"}}}"##
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"type":"object","allOf":[\#(way),\#(way)]}"#))
        let errors = try evaluator.errors(of: Self.nestedMembers(60, "1"))
        #expect(errors.count == 100)
        #expect(errors.allSatisfy { $0.keyword == "type" && $0.actual.kind == .integer })
        #expect(evaluator.isTruncated)
        #expect(!evaluator.hasGivenUp)
    }

    @Test("work that doubles where a verdict depends on the way is given up: undecided, which is no pass")
    func givenUp() throws {
        let schema = """
            {"$id": "https://e.org/outer", "$ref": "inner", "$defs": {
             "inner": {"$id": "inner", "$dynamicAnchor": "n", "allOf": [
              {"properties": {"a": {"$dynamicRef": "#n"}}}, {"properties": {"a": {"$dynamicRef": "#n"}}}]}}}
            """
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        #expect(try evaluator.accepts(Self.nestedMembers(8)))
        #expect(!evaluator.hasGivenUp)
        let deep = Self.nestedMembers(60)
        #expect(try !evaluator.accepts(deep))
        let undecided = try #require(try evaluator.errors(of: deep).first { $0.isUndecided })
        #expect(undecided.message == "Could not be decided: alternatives that do not recurse into the same value.")
        #expect(evaluator.hasGivenUp)
        #expect(!evaluator.isTruncated)
        let parser = JSONParser()
        let unit = try Array(deep.utf8).withUnsafeBytes { bytes in
            OutputEvaluator(evaluator.program).tree(for: try parser.parse(bytes))
        }
        #expect(!unit.isValid)
    }

    @Test("a long message with many alternatives for each item is decided")
    func manyAlternatives() throws {
        let branches = (0..<300).map { #"{"const":"\#($0)"}"# }.joined(separator: ",")
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"items":{"anyOf":[\#(branches)]}}"#))
        let items = (0..<4_000).map { #""\#($0 % 300)""# }.joined(separator: ",")
        #expect(try evaluator.accepts("[\(items)]"))
        #expect(try evaluator.errors(of: "[\(items),1]").allSatisfy { !$0.isUndecided })
    }

    @Test("a constant of ten thousand levels is found, or undecided on a small stack")
    func deepConstant() throws {
        for value in Self.nested(10_000, "1") {
            nonisolated(unsafe) var evaluator: SchemaEvaluator?
            try onThread(stack: 256 << 20) { () throws in
                let parser = JSONParser(maximumDepth: 20_000)
                let constant = try Array(value.utf8).withUnsafeBytes { try parser.parse($0).value }
                evaluator = SchemaEvaluator(try SchemaProgram(compiling: ["const": constant]))
            }
            let compiled = try #require(evaluator)
            #expect(try verdict(compiled, value, stack: 512 << 10) == .undecided)
            #expect(try verdict(compiled, value, stack: 64 << 20) == .valid)
            let other = value.replacingOccurrences(of: "1", with: "2")
            #expect(try verdict(compiled, other, stack: 64 << 20) == .invalid)
            try onThread(stack: 256 << 20) { evaluator = nil }
        }
    }

    private enum Verdict { case valid, invalid, undecided }

    /// What both passes say of a message of any depth, on a stack of that size.
    private func verdict(_ evaluator: SchemaEvaluator, _ message: String, stack: Int) throws -> Verdict {
        nonisolated(unsafe) var verdict = Verdict.undecided
        try onThread(stack: stack) { () throws in
            let parser = JSONParser(maximumDepth: 20_000)
            try Array(message.utf8).withUnsafeBytes { bytes in
                let node = try parser.parse(bytes)
                let errors = evaluator.errors(in: node)
                #expect(evaluator.isValid(node) == errors.isEmpty)
                verdict = errors.isEmpty ? .valid : (errors.contains(where: \.isUndecided) ? .undecided : .invalid)
            }
        }
        return verdict
    }

    /// Arrays and objects of that depth around a value.
    private static func nested(_ depth: Int, _ value: String) -> [String] {
        [("[", "]"), ("{\"a\":", "}")].map { opening, closing in
            String(repeating: opening, count: depth) + value + String(repeating: closing, count: depth)
        }
    }

    /// Runs `body` on a thread of its own with a stack of that size, and waits.
    private func onThread(stack: Int, _ body: @escaping () throws -> Void) throws {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) let body = body
        nonisolated(unsafe) var result: Result<Void, any Error> = .success(())
        let thread = Thread {
            result = Result { try body() }
            done.signal()
        }
        thread.stackSize = stack
        thread.start()
        done.wait()
        try result.get()
    }
}
