import Foundation
import Reporting
import Testing
import Validator

@testable import Loader

/// The linter on files: contracts, bare schemas, and what is neither.
@Suite struct SchemaFileLinterTests {
    private let folder: ContractFolder

    init() throws { folder = try ContractFolder() }

    private func lint(_ text: String, _ name: String) throws -> LintReport {
        SchemaFileLinter().report(on: [try folder.write(text, to: name)])
    }

    private func lines(_ report: LintReport) -> [String] {
        report.findings.map { found in
            "\(found.file.replacingOccurrences(of: folder.path + "/", with: "")):\(found.line):\(found.column) "
                + found.finding.rule.id
        }
    }

    @Test("A contract's schema has the positions of the contract's text, in YAML and in JSON")
    func contract() throws {
        let yaml = try lint(
            """
            contract: c
            version: 1.0.0
            message:
              type: object
              properties:
                id: {type: string, minLenght: 3}
                n:
                  type: integer
                  enum: [1, "2"]
            """, "c.yaml")
        #expect(lines(yaml) == ["c.yaml:6:24 unknown-keyword", "c.yaml:9:17 refused-value"])
        #expect(yaml.problems.isEmpty)
        let json = try lint(
            """
            {"contract": "c", "version": "1.0.0",
             "message": {"type": "object", "é": 1, "tpye": 2}}
            """, "c.json")
        #expect(lines(json) == ["c.json:2:32 unknown-keyword", "c.json:2:40 unknown-keyword"])
    }

    @Test("A bare schema needs none of the keywords that a contract is told apart by")
    func bare() throws {
        #expect(lines(try lint("minLenght: 3\n", "s.yaml")) == ["s.yaml:1:1 unknown-keyword"])
        #expect(lines(try lint(#"{"tpye": "string"}"#, "s.json")) == ["s.json:1:2 unknown-keyword"])
        #expect(lines(try lint("true\n", "t.yaml")) == [])
        #expect(try lint("true\n", "t.yaml").problems.isEmpty)
    }

    @Test("The schema in a file of its own is reported there")
    func reference() throws {
        try folder.write(#"{"type": "object", "tpye": 1}"#, to: "m.json")
        let report = try lint("contract: c\nversion: 1.0.0\nmessage: {$ref: m.json}\n", "c.yaml")
        #expect(lines(report) == ["m.json:1:20 unknown-keyword"])
    }

    @Test("What an alias brings in twice is told once")
    func alias() throws {
        let text = """
            properties:
              a: &a {tpye: 1}
              b: *a
            """
        #expect(lines(try lint(text, "s.yaml")) == ["s.yaml:2:10 unknown-keyword"])
    }

    @Test(
        "What is no schema and no contract is a problem with its place",
        arguments: [
            ("a: [", "s.yaml", 2), ("{", "s.json", 1), ("type: objekt\n", "s.yaml", 1),
            ("type: string\npattern: '['\n", "s.yaml", 2), ("- 1\n", "s.yaml", 1),
            ("$schema: urn:unknown\n", "s.yaml", 1), ("contract: c\nversion: 1.0.0\nmesage: {}\n", "c.yaml", 1),
            ("contract: c\nversion: 1.0.0\nmessage: {$ref: absent.json}\n", "c.yaml", 3),
        ])
    func problems(_ text: String, _ name: String, _ line: Int) throws {
        let report = try lint(text, name)
        #expect(report.problems.first?.line == line, "\(report.problems)")
    }

    @Test("A file that is not there is a problem; the others are looked at")
    func absent() throws {
        let good = try folder.write("tpye: 1\n", to: "s.yaml")
        let report = SchemaFileLinter().report(on: ["\(folder.path)/absent.yaml", good])
        #expect(report.problems.map { $0.message.contains("cannot be opened") } == [true])
        #expect(lines(report) == ["s.yaml:1:1 unknown-keyword"])
    }

    @Test("A mistake elsewhere in a contract does not keep its schema from being looked at")
    func bothWrong() throws {
        let report = try lint(
            "contract: c\nversion: one\nmessage: {type: object, tpye: 1}\n", "c.yaml")
        #expect(report.problems.map(\.line) == [2])
        #expect(lines(report) == ["c.yaml:3:25 unknown-keyword"])
    }

    @Test("The rules are those of schemas and those of contracts, by id")
    func rules() {
        let ids = SchemaFileLinter.rules.map(\.id)
        #expect(ids == ids.sorted())
        #expect(ids.contains("weak-mask") && ids.contains("unknown-keyword"))
    }

    @Test("docs/lint.md has a row for each rule with its severity")
    func documented() throws {
        let rows = try Repository.text("docs/lint.md").split(separator: "\n").map(String.init)
        for rule in SchemaFileLinter.rules {
            #expect(rows.contains { $0.hasPrefix("| `\(rule.id)` | \(rule.severity.rawValue) | ") }, "\(rule.id)")
        }
        #expect(rows.count { $0.hasPrefix("| `") } == SchemaFileLinter.rules.count)
    }

    @Test(
        "The shipped schemas and contracts are clean",
        arguments: [
            "user_logins.yaml", "user_logins_reference.yaml", "contract.schema.json", "audit-report.schema.json",
        ])
    func shipped(_ name: String) {
        let report = SchemaFileLinter().report(on: ["\(Repository.root)/schemas/\(name)"])
        #expect(report.problems.isEmpty)
        #expect(report.findings.map { "\($0.line): \($0.finding.rule.id)" } == [])
    }
}
