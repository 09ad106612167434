import Testing
import Validator

@Suite("Bowtie's protocol")
struct BowtieHarnessTests {
    private static let implementation = BowtieImplementation(
        name: "audit", version: "1.2.3", homepage: "https://e.org/", issues: "https://e.org/i",
        source: "https://e.org/s")

    /// A harness that has been started.
    private static func started() -> BowtieHarness {
        var harness = BowtieHarness(implementation)
        _ = harness.answer(#"{"cmd":"start","version":1}"#)
        return harness
    }

    private func reply(_ answer: BowtieAnswer) throws -> JSONValue {
        guard case .reply(let value) = answer else { throw Unexpected(answer: answer) }
        return value
    }

    private struct Unexpected: Error { let answer: BowtieAnswer }

    /// The answer to a case.
    private func run(_ testCase: String, dialect: String? = nil, more: String = "") throws -> JSONValue {
        var harness = Self.started()
        if let dialect {
            #expect(try reply(harness.answer(#"{"cmd":"dialect","dialect":"\#(dialect)"}"#)) == ["ok": true])
        }
        return try reply(harness.answer(#"{"cmd":"run","seq":7,"case":\#(testCase)\#(more)}"#))
    }

    @Test("start is answered with who this is")
    func start() throws {
        var harness = BowtieHarness(Self.implementation)
        let answer = try reply(harness.answer(#"{"cmd":"start","version":1}"#))
        #expect(
            answer == [
                "version": 1, "ready": true,
                "implementation": [
                    "language": "swift", "name": "audit", "version": "1.2.3",
                    "dialects": [
                        "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2019-09/schema",
                        "http://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-06/schema#",
                        "http://json-schema.org/draft-04/schema#",
                    ],
                    "homepage": "https://e.org/", "issues": "https://e.org/i", "source": "https://e.org/s",
                ],
            ])
    }

    @Test("stop ends it, started or not")
    func stop() {
        var harness = Self.started()
        #expect(harness.answer(#"{"cmd":"stop"}"#) == .stop)
        var fresh = BowtieHarness(Self.implementation)
        #expect(fresh.answer(#"{"cmd":"stop"}"#) == .stop)
    }

    @Test(
        "what is no command of this version is refused",
        arguments: [
            (#"{"cmd":"start","version":2}"#, "Only version 1 of the protocol is spoken."),
            (#"{"cmd":"start"}"#, "Only version 1 of the protocol is spoken."),
            (#"{"cmd":"run","seq":1,"case":{}}"#, "The first command must be start."),
            (#"{"cmd":"dialect","dialect":"x"}"#, "The first command must be start."),
            (#"{"cmd":"sing"}"#, "The command is not one of start, dialect, run and stop."),
            ("[]", "The command is not one of start, dialect, run and stop."),
        ])
    func refusals(line: String, sentence: String) {
        var harness = BowtieHarness(Self.implementation)
        #expect(harness.answer(line) == .refusal(sentence))
    }

    @Test("a line that is not JSON is refused, or is the error of the case that it names")
    func unreadable() throws {
        var harness = Self.started()
        guard case .refusal(let sentence) = harness.answer("{") else { throw Unexpected(answer: .stop) }
        #expect(sentence.hasPrefix("The line is not JSON: "))
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        let answer = try reply(
            harness.answer(
                #"{"cmd":"run","seq": 12,"case":{"schema":{},"tests":[{"instance":\#(deep)}]}}"#))
        #expect(answer["seq"] == 12)
        #expect(answer["errored"] == true)
        // And it goes on.
        let next = #"{"cmd":"run","seq":13,"case":{"schema":{},"tests":[{"instance":1}]}}"#
        #expect(try reply(harness.answer(next)) == ["seq": 13, "results": [["valid": true]]])
    }

    @Test(
        "the dialect is that of schemas without $schema",
        arguments: [
            ("https://json-schema.org/draft/2020-12/schema", [false, true]),
            ("https://json-schema.org/draft/2019-09/schema", [true, false]),
            ("http://json-schema.org/draft-07/schema#", [true, false]),
            ("http://json-schema.org/draft-06/schema#", [true, false]),
            ("http://json-schema.org/draft-04/schema#", [true, false]),
        ])
    func dialects(uri: String, verdicts: [Bool]) throws {
        // Of the two keywords, one is known up to 2019-09 as a list, the other from 2020-12 on.
        let testCase = #"{"schema":{"prefixItems":[{"type":"null"}]},"tests":[{"instance":[1]},{"instance":[null]}]}"#
        let prefix = try run(testCase, dialect: uri)["results"]?.array?.map { $0["valid"] == true }
        #expect(prefix == [verdicts[0], true])
        let list = testCase.replacing("prefixItems", with: "additionalItems\":false,\"items")
        let items = try run(list, dialect: uri)
        if verdicts[0] {
            #expect(items["results"] == [["valid": false], ["valid": true]])
        } else {
            #expect(items["errored"] == true)
        }
    }

    @Test("a dialect that is not known changes nothing")
    func unknownDialect() throws {
        var harness = Self.started()
        for dialect in [#""https://e.org/own""#, "1", "null"] {
            #expect(try reply(harness.answer(#"{"cmd":"dialect","dialect":\#(dialect)}"#)) == ["ok": false])
        }
        let line = #"{"cmd":"run","seq":1,"case":{"schema":{"prefixItems":[false]},"tests":[{"instance":[1]}]}}"#
        #expect(try reply(harness.answer(line)) == ["seq": 1, "results": [["valid": false]]])
    }

    @Test("documents of the registry refer to each other, by where they are and by what they call themselves")
    func registry() throws {
        let answer = try run(
            #"""
            {
              "description": "d",
              "schema": {"properties": {"a": {"$ref": "http://e.org/a"}, "b": {"$ref": "urn:own#/$defs/n"}}},
              "registry": {
                "http://e.org/a": {"items": {"$ref": "b#/$defs/n"}},
                "http://e.org/b": {"$defs": {"n": {"$ref": "c#"}}},
                "http://e.org/c#": {"type": "null"},
                "http://e.org/d": {"$id": "urn:own", "$defs": {"n": {"type": "integer"}}},
                "http://e.org/true": true
              },
              "tests": [
                {"description": "1", "instance": {"a": [null], "b": 1}}, {"description": "2", "instance": {"a": [1]}},
                {"description": "3", "instance": {"b": "x"}}
              ]
            }
            """#.replacing("\n", with: " "))
        #expect(answer == ["seq": 7, "results": [["valid": true], ["valid": false], ["valid": false]]])
    }

    @Test(
        "a case that cannot be run is answered with why",
        arguments: [
            (#"{"schema":{"type":"objekt"},"tests":[{"instance":1}]}"#, "The types are"),
            (#"{"schema":{"$ref":"http://e.org/none"},"tests":[{"instance":1}]}"#, "which is not known"),
            (#"{"schema":{"$schema":"http://e.org/none"},"tests":[{"instance":1}]}"#, "The dialect is not known"),
            (#"{"schema":7,"tests":[{"instance":1}]}"#, "A schema is an object or a boolean."),
            (#"{"schema":{}}"#, "has no schema or no tests"), (#"{"tests":[]}"#, "has no schema or no tests"),
            ("1", "has no schema or no tests"),
        ])
    func broken(testCase: String, reason: String) throws {
        let answer = try run(testCase)
        #expect(answer["seq"] == 7)
        #expect(answer["errored"] == true)
        #expect(answer["results"] == nil)
        #expect(answer["context"]?["message"]?.string?.contains(reason) == true, "\(answer.serialized())")
        #expect(answer["context"]?["traceback"]?.string?.isEmpty == false)
    }

    @Test("a test that cannot be judged is an error of that test alone")
    func undecided() throws {
        let text = String(repeating: "a", count: 200) + "!"
        let answer = try run(
            #"{"schema":{"pattern":"^(a|aa)+$(?!b)"},"tests":[{"instance":"\#(text)"},{},{"instance":1}]}"#)
        let results = try #require(answer["results"]?.array)
        #expect(results.map { $0["errored"] == true } == [true, true, false])
        #expect(results[2] == ["valid": true])
    }

    @Test("formats are notes")
    func formats() throws {
        let answer = try run(#"{"schema":{"format":"ipv4"},"tests":[{"instance":"x"}]}"#)
        #expect(answer["results"] == [["valid": true]])
    }

    @Test("annotations come with valid instances where they are asked for")
    func annotations() throws {
        let testCase = #"{"schema":{"title":"T","type":"integer"},"tests":[{"instance":1},{"instance":"x"}]}"#
        let answer = try run(testCase, more: #","output":"annotations""#)
        #expect(
            answer["results"] == [
                [
                    "valid": true,
                    "annotations": [
                        ["keyword": "title", "instanceLocation": "", "keywordLocation": "/title", "annotation": "T"]
                    ],
                ], ["valid": false],
            ])
        #expect(try run(testCase, more: #","output":"flag""#)["results"] == [["valid": true], ["valid": false]])
    }
}
