import Foundation
import Testing
import Validator

/// `audit bowtie` over a pipe, as Bowtie runs it.
@Suite struct BowtieTests {
    /// The answers to some lines, one for each that has one.
    private func answers(to lines: [String]) throws -> (result: AuditResult, answers: [JSONValue]) {
        let work = try Workspace()
        let input = lines.joined(separator: "\n") + "\n"
        let result = try work.audit("bowtie", input: .pipe(Array(input.utf8)))
        return (result, try result.output.split(separator: "\n").map { try JSONValue.parse(String($0)) })
    }

    private static let start = #"{"cmd": "start", "version": 1}"#
    private static let stop = #"{"cmd": "stop"}"#

    @Test("It introduces itself, runs cases in every dialect it named, and stops")
    func conversation() throws {
        let (_, first) = try answers(to: [Self.start, Self.stop])
        let implementation = try #require(first.first?["implementation"])
        #expect(first.count == 1)
        #expect(implementation["name"] == "audit")
        let dialects = try #require(implementation["dialects"]?.array).compactMap(\.string)
        #expect(dialects.count == 5)
        for name in ["homepage", "issues", "source"] {
            #expect(implementation[name]?.string?.hasPrefix("https://") == true)
        }
        var lines = [Self.start]
        for (number, dialect) in dialects.enumerated() {
            lines.append(#"{"cmd": "dialect", "dialect": "\#(dialect)"}"#)
            lines.append(
                #"{"cmd": "run", "seq": \#(number), "case": {"description": "c", "schema": {"type": "integer"}, "tests": [{"description": "t", "instance": 1}, {"description": "t", "instance": "1"}]}}"#
            )
        }
        let (result, answers) = try answers(to: lines + [Self.stop, "this is not read any more"])
        #expect(result.code == 0)
        #expect(result.error.isEmpty)
        #expect(answers.count == 11)
        for number in dialects.indices {
            #expect(answers[1 + 2 * number] == ["ok": true])
            #expect(
                answers[2 + 2 * number] == ["seq": .int(number), "results": [["valid": true], ["valid": false]]])
        }
    }

    @Test("A registry, a broken schema and an unknown dialect: each is answered, and the next case runs")
    func cases() throws {
        let (result, answers) = try answers(to: [
            Self.start, #"{"cmd": "dialect", "dialect": "https://example.org/own"}"#,
            #"{"cmd": "run", "seq": 1, "case": {"description": "c", "schema": {"$ref": "http://e.org/a"}, "registry": {"http://e.org/a": {"$ref": "b"}, "http://e.org/b": {"type": "null"}}, "tests": [{"description": "t", "instance": null}, {"description": "t", "instance": 0}]}}"#,
            #"{"cmd": "run", "seq": 2, "case": {"description": "c", "schema": {"type": 12}, "tests": [{"description": "t", "instance": null}]}}"#,
            #"{"cmd": "run", "seq": 3, "case": {"description": "c", "schema": true, "tests": [{"description": "t", "instance": null}]}}"#,
        ])
        #expect(result.code == 0)
        #expect(answers.dropFirst().first == ["ok": false])
        #expect(answers[2] == ["seq": 1, "results": [["valid": true], ["valid": false]]])
        #expect(answers[3]["errored"] == true)
        #expect(answers[3]["context"]?["message"]?.string?.contains("The types are") == true)
        #expect(answers[4] == ["seq": 3, "results": [["valid": true]]])
    }

    @Test("What is no command ends it with a usage error that does not repeat the line", arguments: ["{", "[]", "x"])
    func noCommand(line: String) throws {
        let (result, answers) = try answers(to: [Self.start, #"{"cmd": "secret-word\#(line)""#])
        #expect(result.code == 64)
        #expect(answers.count == 1)
        #expect(!result.error.contains("secret"))
    }

    @Test(
        "The official suite gets its verdicts through the pipe",
        arguments: [
            ("draft4", "http://json-schema.org/draft-04/schema#"),
            ("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
        ])
    func suite(folder: String, dialect: String) throws {
        let root = Repository.root.appending(path: ".venv/json-schema-test-suite")
        let files = ["ref.json", "refRemote.json", "enum.json", "items.json", "format.json", "anyOf.json", "type.json"]
        let registry = try Self.remotes(root)
        var lines = [Self.start, #"{"cmd": "dialect", "dialect": "\#(dialect)"}"#]
        var expected: [JSONValue] = []
        for file in files {
            let groups = try JSONValue.parse(Array(Data(contentsOf: root.appending(path: "tests/\(folder)/\(file)"))))
            for group in try #require(groups.array) {
                let tests = try #require(group["tests"]?.array)
                let testCase: JSONValue = [
                    "description": try #require(group["description"]), "schema": try #require(group["schema"]),
                    "registry": .object(registry),
                    "tests": .array(
                        tests.map {
                            ["description": $0["description"] ?? .null, "instance": $0["data"] ?? .null]
                        }),
                ]
                let command: JSONValue = ["cmd": "run", "seq": .int(expected.count), "case": testCase]
                lines.append(command.serialized())
                expected.append([
                    "seq": .int(expected.count), "results": .array(tests.map { ["valid": $0["valid"] ?? .null] }),
                ])
            }
        }
        let (result, answers) = try answers(to: lines + [Self.stop])
        #expect(result.code == 0)
        #expect(expected.count > 60)
        #expect(answers.count == expected.count + 2)
        for (answer, wanted) in zip(answers.dropFirst(2), expected) { #expect(answer == wanted) }
    }

    /// The documents that the suite's schemas refer to, by their addresses.
    private static func remotes(_ root: URL) throws -> JSONObject {
        var remotes = JSONObject()
        let directory = root.appending(path: "remotes")
        let files = try #require(FileManager.default.enumerator(atPath: directory.path))
        for case let path as String in files where path.hasSuffix(".json") {
            let bytes = try Data(contentsOf: directory.appending(path: path))
            remotes["http://localhost:1234/\(path)"] = try JSONValue.parse(Array(bytes))
        }
        return remotes
    }
}
