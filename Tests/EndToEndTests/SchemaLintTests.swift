import Foundation
import TestSupport
import Testing
import Validator

/// `audit schema lint` as a user runs it.
@Suite struct SchemaLintTests {
    private static let mistakes = """
        type: object
        additionalProperties: false
        required: [user_id, user_agent]
        properties:
          user_id: {type: string, minLenght: 3}
          code: {type: string, pattern: '[A-Z]+'}

        """

    @Test("Mistakes are told with file, line, column, severity, rule and remedy; the last line counts")
    func text() throws {
        let work = try Workspace()
        try work.write(Self.mistakes, to: "s.yaml")
        let result = try work.audit("schema", "lint", "s.yaml")
        #expect(result.code == 1)
        #expect(result.error.isEmpty)
        #expect(
            result.lines == [
                "s.yaml:3:21: error required-undeclared 'user_agent' is required, but no property declares it and "
                    + "others are not allowed",
                "  Declare the member under properties, or correct its name",
                "s.yaml:5:27: error unknown-keyword 'minLenght' is no keyword of JSON Schema",
                "  did you mean 'minLength'?",
                "s.yaml:6:33: warning unanchored-pattern the pattern has neither ^ nor $: any text that contains a "
                    + "match passes",
                "  write ^[A-Z]+$",
                "1 file: 2 errors, 1 warning, 0 notes.",
            ], "\(result)")
    }

    @Test(
        "The exit code is that of the worst finding, from --fail-on on",
        arguments: [
            ("type: string\n", [], 0), ("tpye: string\n", [], 1), ("tpye: string\n", ["--fail-on", "never"], 0),
            ("pattern: a+\n", [], 0), ("pattern: a+\n", ["--fail-on", "warn"], 1),
            ("contentEncoding: base64\n", ["--fail-on", "warn"], 0), ("tpye: string\n", ["--fail-on", "warn"], 1),
            ("type: objekt\n", [], 78), ("type: [\n", ["--fail-on", "never"], 78), ("pattern: '['\n", [], 78),
            ("type: string\n", ["--fail-on", "sometimes"], 64), ("type: string\n", ["--format", "xml"], 64),
        ] as [(String, [String], Int32)])
    func codes(_ schema: String, _ flags: [String], _ code: Int32) throws {
        let work = try Workspace()
        try work.write(schema, to: "s.yaml")
        let result = try AuditProcess(["schema", "lint", "s.yaml"] + flags, in: work.path).wait()
        #expect(result.code == code, "\(result)")
    }

    @Test("--fail-on comes from the environment and audit.yaml as for the other commands")
    func settings() throws {
        let work = try Workspace()
        try work.write("pattern: a+\n", to: "s.yaml")
        #expect(try work.audit("schema", "lint", "s.yaml", environment: ["AUDIT_FAIL_ON": "warn"]).code == 1)
        try work.write("fail-on: warn\n", to: "audit.yaml")
        #expect(try work.audit("schema", "lint", "s.yaml").code == 1)
    }

    @Test("Without a file, or with one that is not there, the code says who has to act")
    func missing() throws {
        let work = try Workspace()
        #expect(try work.audit("schema", "lint").code == 64)
        try work.write("tpye: string\n", to: "s.yaml")
        let result = try work.audit("schema", "lint", "absent.yaml", "s.yaml")
        #expect(result.code == 78)
        #expect(result.complaints == ["audit: absent.yaml:1:1: cannot be opened: No such file or directory"])
        #expect(result.lines.last == "2 files: 1 error, 0 warnings, 0 notes. 1 file could not be read as a schema.")
    }

    @Test("JSON and SARIF are whole documents on standard output")
    func documents() throws {
        let work = try Workspace()
        try work.write(Self.mistakes, to: "s.yaml")
        let json = try work.audit("schema", "lint", "--format", "json", "s.yaml")
        #expect(json.code == 1)
        let report = try JSONValue.parse(json.output)
        #expect(report["/counts/error" as JSONPointer] == 2)
        #expect(report["/findings/1/rule" as JSONPointer] == "unknown-keyword")
        let sarif = try work.audit("schema", "lint", "--format", "sarif", "s.yaml")
        #expect(sarif.code == 1)
        let log = try JSONValue.parse(sarif.output)
        #expect(log["version"] == "2.1.0")
        #expect(log["/runs/0/results/0/ruleId" as JSONPointer] == "required-undeclared")
        #expect(log["/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri" as JSONPointer] == "s.yaml")
        let index = try #require(log["/runs/0/results/0/ruleIndex" as JSONPointer]?.int)
        let rule = log[JSONPointer(tokens: ["runs", "0", "tool", "driver", "rules", String(index), "id"])]
        #expect(rule == "required-undeclared")
    }

    @Test("A contract is looked at whole: its schema and its masks")
    func contract() throws {
        let work = try Workspace()
        let text = try Contracts.shipped(
            ("mask: {method: hmac, domain: ip, normalize: ip}", "mask: {method: sha256}"),
            ("format: uuid", "fromat: uuid"))
        try work.write(text, to: "c.yaml")
        let result = try work.audit("schema", "lint", "c.yaml")
        #expect(result.code == 1)
        #expect(result.error.isEmpty)
        #expect(result.output.contains(": error unknown-keyword 'fromat'"))
        #expect(result.output.contains(": warning weak-mask sha256 of /ip is undone by trying all values"))
        #expect(result.lines.last == "1 file: 1 error, 1 warning, 0 notes.")
    }

    @Test("The shipped schemas and contracts are clean")
    func shipped() throws {
        let work = try Workspace()
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.file("schemas"))
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
        let result = try AuditProcess(
            ["schema", "lint", "--fail-on", "warn"] + names.map { Repository.file("schemas/\($0)") },
            in: work.path
        ).wait()
        #expect(result.code == 0, "\(result)")
        #expect(result.lines == ["\(names.count) files: nothing found."])
    }

    @Test("--portable tells what only this validator checks")
    func portable() throws {
        let work = try Workspace()
        let plain = try work.audit("schema", "lint", Repository.contract)
        let portable = try work.audit("schema", "lint", "--portable", Repository.contract)
        #expect(plain.lines == ["1 file: nothing found."])
        #expect(portable.output.contains("in 2020-12 the format 'uuid' is an annotation"))
        #expect(portable.lines.last == "1 file: 0 errors, 2 warnings, 0 notes.")
    }
}
