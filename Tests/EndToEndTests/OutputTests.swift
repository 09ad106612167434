import Foundation
import Testing
import Validator

/// `audit check --output`: what JSON Schema says about each message, on standard output.
@Suite struct OutputTests {
    private static let schema =
        #"{"title":"Login","properties":{"ip":{"format":"ipv4"}},"additionalProperties":{"type":"integer"}}"#
    private static let messages = """
        {"ip":"10.0.0.1","count":1}
        {"ip":"300.0.0.1"}

        {"ip":"10.0.0.2","ada@example.org":"secret"}
        {"ip":
        """

    private func check(_ flags: String...) throws -> (AuditResult, [JSONValue]) {
        let work = try Workspace()
        try work.write(Self.schema, to: "login.json")
        try work.write(Self.messages, to: "m.ndjson")
        let result = try AuditProcess(
            ["check", "--schema", "login.json", "--format-assertion", "assert"] + flags + ["m.ndjson"], in: work.path
        ).wait()
        return (result, try result.output.split(separator: "\n").map { try JSONValue.parse(String($0)) })
    }

    @Test("A line for each message in input order, the summary on standard error", arguments: OutputFormat.allCases)
    func lines(format: OutputFormat) throws {
        let (result, outputs) = try check("--output", "\(format)")
        #expect(result.code == 1)
        #expect(outputs.map { $0["valid"] } == [true, false, false, false])
        #expect(result.error.contains("4 read: 1 valid, 3 invalid"))
        #expect(!result.output.contains("ada"))
        #expect(!result.output.contains("secret"))
        #expect(!result.output.contains("300"))
    }

    @Test("Errors and annotations stand at their places")
    func places() throws {
        let (result, outputs) = try check("--output", "basic", "--quiet")
        #expect(result.error.hasPrefix("4 read: "))
        #expect(
            outputs[0]["annotations"]?.array?.compactMap { $0["annotation"]?.serialized() }
                == [#""Login""#, #"["ip"]"#, #""ipv4""#, #"["<undeclared:5>"]"#])
        #expect(
            outputs[1]["errors"] == [
                [
                    "valid": false, "keywordLocation": "/properties/ip/format", "instanceLocation": "/ip",
                    "error": "Expected format ipv4, found a string of 9 characters.",
                ]
            ])
        #expect(outputs[2]["errors"]?.array?.map { $0["instanceLocation"] } == ["/<undeclared:15>"])
        #expect(outputs[3]["error"] == "The text ends inside a value.")
    }

    @Test("Many messages keep their order over several threads, and the limit holds")
    func order() throws {
        let work = try Workspace()
        try work.write(#"{"type":"integer","maximum":4999}"#, to: "s.json")
        try work.write((0..<10_000).map(String.init).joined(separator: "\n"), to: "m.ndjson")
        let result = try work.audit(
            "check", "--schema", "s.json", "--output", "flag", "--max-messages", "7000", "--workers", "4", "m.ndjson")
        let verdicts = result.output.split(separator: "\n").map { $0 == #"{"valid":true}"# }
        #expect(verdicts == (0..<7_000).map { $0 < 5_000 })
    }

    @Test("Another format, and --json beside it, are usage errors")
    func usage() throws {
        #expect(try check("--output", "full").0.code == 64)
        let (both, _) = try check("--output", "flag", "--json")
        #expect(both.code == 64)
        #expect(both.error.contains("Both --output and --json want standard output."))
    }
}
