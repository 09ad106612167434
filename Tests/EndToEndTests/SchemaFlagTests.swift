import Foundation
import Testing

/// `--schema-root` and `--format-assertion`: from flags, the environment and `audit.yaml`.
@Suite struct SchemaFlagTests {
    /// A schema in `in/` that refers to a file in `out/`, and a message.
    private func workspace() throws -> Workspace {
        let work = try Workspace()
        for folder in ["in", "out"] {
            try FileManager.default.createDirectory(atPath: "\(work.path)/\(folder)", withIntermediateDirectories: true)
        }
        try work.write(#"{"properties":{"a":{"$ref":"../out/ip.json"}}}"#, to: "in/s.json")
        try work.write(#"{"format":"ipv4"}"#, to: "out/ip.json")
        try work.write(#"{"a":"300.1.1.1"}"#, to: "m.ndjson")
        return work
    }

    private func check(
        _ work: Workspace, _ flags: String..., environment: [String: String] = [:]
    ) throws -> AuditResult {
        try AuditProcess(
            ["check", "--schema", "in/s.json", "--quiet"] + flags + ["m.ndjson"], in: work.path,
            environment: environment
        ).wait()
    }

    @Test("A reference leaves the schema's folder only where a root says so")
    func root() throws {
        let work = try workspace()
        let refused = try check(work)
        #expect(refused.code == 78)
        #expect(refused.output.isEmpty)
        #expect(
            refused.error.contains("out/ip.json lies outside the schema root in, see --schema-root (in in are: s.json)")
        )
        #expect(try check(work, "--schema-root", ".").code == 0)
        #expect(try check(work, environment: ["AUDIT_SCHEMA_ROOT": "."]).code == 0)
        #expect(try check(work, "--schema-root", "in", environment: ["AUDIT_SCHEMA_ROOT": "."]).code == 78)
        try work.write("schema-root: .\n", to: "audit.yaml")
        #expect(try check(work).code == 0)
    }

    @Test("A root that is no folder is a usage error in a flag, a configuration error elsewhere")
    func noFolder() throws {
        let work = try workspace()
        let flag = try check(work, "--schema-root", "m.ndjson")
        #expect(flag.code == 64)
        #expect(flag.error == "audit: --schema-root: expected a folder.\n")
        #expect(try check(work, environment: ["AUDIT_SCHEMA_ROOT": "absent"]).code == 78)
    }

    @Test("Format refuses in a bare schema of 2020-12 only where it is asked to")
    func formats() throws {
        let work = try workspace()
        let root = ["AUDIT_SCHEMA_ROOT": "."]
        #expect(try check(work, environment: root).code == 0)
        #expect(try check(work, "--format-assertion", "assert", environment: root).code == 1)
        let environment = root.merging(["AUDIT_FORMAT_ASSERTION": "assert"]) { $1 }
        #expect(try check(work, environment: environment).code == 1)
        #expect(try check(work, "--format-assertion", "annotate", environment: environment).code == 0)
        try work.write("format-assertion: assert\n", to: "audit.yaml")
        #expect(try check(work, environment: root).code == 1)
        let wrong = try check(work, "--format-assertion", "yes", environment: root)
        #expect(wrong.code == 64)
        #expect(wrong.error == "audit: --format-assertion: expected assert or annotate.\n")
    }

    @Test("A contract's formats refuse unless they are notes by request")
    func contract() throws {
        let work = try Workspace()
        let asserted = try work.audit("check", "--schema", Repository.contract, "--quiet", Repository.sample)
        #expect(asserted.lastLine == CheckTests.verdict)
        let annotated = try work.audit(
            "check", "--schema", Repository.contract, "--format-assertion", "annotate", "--quiet", Repository.sample)
        // Of the eight, one breaks nothing but the format of an address.
        #expect(annotated.lastLine.hasPrefix("100 read: 93 valid, 7 invalid"))
    }
}
