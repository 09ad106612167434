import Foundation
import Reporting
import Testing
import Validator

/// `audit check` on the shipped sample and on inputs of every form.
@Suite struct CheckTests {
    static let verdict = "100 read: 92 valid, 8 invalid in N s. FAILED: 11 of 33 checks"

    @Test("The sample fails with exact counts, on the terminal and in the reports")
    func sample() throws {
        let work = try Workspace()
        let result = try work.audit("check", "--schema", Repository.contract, Repository.sample)
        #expect(result.code == 1)
        #expect(result.lastLine == Self.verdict)
        #expect(result.error.hasPrefix("Report: reports/user_logins/"))
        let report = try work.report()
        #expect(report.run.command == "check")
        #expect(report.run.status == .failed)
        #expect(report.run.database == nil)
        #expect(report.counts == AuditReport.Counts(read: 100, valid: 92, invalid: 8, errorCount: 11))
        #expect(report.input.map(\.bytes) == [try Data(contentsOf: URL(filePath: Repository.sample)).count])
        #expect(try work.text("reports/user_logins/latest/report.html").contains("user_logins"))
    }

    @Test("Each broken message of the sample is found where it stands, by the right check")
    func locations() throws {
        let work = try Workspace()
        _ = try work.audit("check", "--schema", Repository.contract, Repository.sample)
        let report = try work.report()
        let lines = Dictionary(uniqueKeysWithValues: report.checks.map { ($0.id, $0.locations.compactMap(\.line)) })
        let found = lines.filter { !$0.value.isEmpty }
        #expect(
            found == [
                "message:json": [61], "schema:/:additionalProperties": [13, 79], "schema:/user_id:required": [13, 51],
                "schema:/app_version:required": [13], "schema:/device_type:required": [13],
                "schema:/ip:required": [13], "schema:/device_id:required": [13, 37], "schema:/ip:format": [24, 51],
                "schema:/app_version:type": [51, 67], "schema:/user_id:format": [89],
            ])
    }

    @Test("A limit on the command line joins the contract's own, which stays")
    func maxInvalid() throws {
        let work = try Workspace()
        let result = try work.audit(
            "check", "--schema", Repository.contract, "--max-invalid", "10%", "--quiet", Repository.sample)
        #expect(result.code == 1)
        let checks = try work.report().checks.filter { $0.kind == .run }
        #expect(checks.map(\.status) == [.passed, .failed, .passed])
        #expect(checks.last?.measured == 8)
    }

    @Test("A clean file passes")
    func clean() throws {
        let work = try Workspace()
        let file = try work.write(Logins.lines(0..<250), to: "clean.ndjson")
        let result = try work.audit("check", "--schema", Repository.contract, file)
        #expect(result.code == 0)
        #expect(result.lastLine == "250 read: 250 valid, 0 invalid in N s. PASSED: 33 checks")
        #expect(try work.report().run.status == .passed)
    }

    @Test("A share of invalid messages between the two limits is a warning")
    func warned() throws {
        let work = try Workspace()
        let text = Logins.lines(0..<98) + Logins.withBadAddress(1) + "\n" + Logins.withoutDevice(2) + "\n"
        let file = try work.write(text, to: "in.ndjson")
        let arguments = ["check", "--schema", Repository.contract, "--quiet", file]
        let result = try AuditProcess(arguments, in: work.path).wait()
        #expect(result.code == 0)
        #expect(result.output.contains(" WARNED: "))
        #expect(try AuditProcess(arguments + ["--fail-on", "warn"], in: work.path).wait().code == 1)
    }

    @Test("--fail-on never gives 0 for data that failed")
    func failOnNever() throws {
        let work = try Workspace()
        let result = try work.audit(
            "check", "--schema", Repository.contract, "--fail-on", "never", Repository.sample)
        #expect(result.code == 0)
        #expect(result.lastLine == Self.verdict)
    }

    @Test("Standard input is read from a pipe")
    func pipe() throws {
        let work = try Workspace()
        let bytes = Array(try Data(contentsOf: URL(filePath: Repository.sample)))
        let result = try work.audit("check", "--schema", Repository.contract, "-", input: .pipe(bytes))
        #expect(result.code == 1)
        #expect(result.lastLine == Self.verdict)
        #expect(try work.report().run.source == "stdin")
    }

    @Test(
        "Compressed inputs are known by their content", arguments: [("gzip -c", "a.bin"), ("zstd -q -c", "b.ndjson")])
    func compressed(command: String, name: String) throws {
        let work = try Workspace()
        let status = try Shell.run("\(command) '\(Repository.sample)' > '\(work.path)/\(name)'")
        try #require(status == 0, "\(command) is needed by this test")
        let result = try work.audit("check", "--schema", Repository.contract, name)
        #expect(result.code == 1)
        #expect(result.lastLine == Self.verdict)
    }

    @Test("An array, CRLF, blank lines, a byte order mark and a last line without its end change nothing")
    func forms() throws {
        let work = try Workspace()
        let messages = (0..<30).map { Logins.valid($0) } + [Logins.withBadAddress(30)]
        let forms = [
            "[\n" + messages.joined(separator: ",\n") + "\n]\n", messages.joined(separator: "\r\n") + "\r\n",
            "\u{FEFF}" + messages.joined(separator: "\n\n"), messages.joined(separator: " "),
            messages.joined(separator: "\n"),
        ]
        for (index, form) in forms.enumerated() {
            let file = try work.write(form, to: "\(index).json")
            let result = try work.audit("check", "--schema", Repository.contract, "--quiet", file)
            #expect(result.code == 0, "\(result)")
            #expect(result.lastLine == "31 read: 30 valid, 1 invalid in N s. WARNED: 2 of 33 checks", "\(result)")
        }
    }

    @Test("Several files are one run; each is named with its digest, and its messages' places name it")
    func severalFiles() throws {
        let work = try Workspace()
        try work.write(Logins.lines(0..<10), to: "one.ndjson")
        try work.write(Logins.lines(10..<15) + Logins.truncated(15) + "\n", to: "two.ndjson")
        let result = try work.audit("check", "--schema", Repository.contract, "one.ndjson", "two.ndjson")
        #expect(result.code == 1)
        #expect(result.lastLine == "16 read: 15 valid, 1 invalid in N s. FAILED: 2 of 33 checks")
        let report = try work.report()
        #expect(report.input.map(\.name) == ["one.ndjson", "two.ndjson"])
        #expect(report.input.allSatisfy { $0.sha256?.count == 64 })
        let place = report.checks.first { $0.id == "message:json" }?.locations.first
        #expect(place?.input == "two.ndjson")
        #expect(place?.line == 6)
    }

    @Test("--json prints the object of audit.json and nothing else")
    func json() throws {
        let work = try Workspace()
        let result = try work.audit("check", "--schema", Repository.contract, "--json", Repository.sample)
        #expect(result.code == 1)
        #expect(result.output == (try work.text("reports/user_logins/latest/audit.json")))
    }

    @Test("--quiet prints the counted line alone, and no colour reaches a pipe")
    func quiet() throws {
        let work = try Workspace()
        let result = try work.audit("check", "--schema", Repository.contract, "--quiet", Repository.sample)
        #expect(result.lines.count == 1)
        #expect(result.lastLine == Self.verdict)
        #expect(result.error.isEmpty)
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test("The link `latest` leads to the last run, and the earlier one stays")
    func latest() throws {
        let work = try Workspace()
        var seen: [String] = []
        for _ in 0..<2 {
            _ = try work.audit("check", "--schema", Repository.contract, "--reports", "out/here", Repository.sample)
            let target = try FileManager.default.destinationOfSymbolicLink(
                atPath: "\(work.path)/out/here/user_logins/latest")
            #expect(try work.report(in: "out/here").run.id == target)
            seen.append(target)
        }
        #expect(Set(seen).count == 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(work.path)/out/here/user_logins").sorted()
        #expect(names == seen.sorted() + ["latest"])
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(work.path)/out/here/user_logins/\(seen[0])")
        #expect(files.sorted() == ["audit.json", "junit.xml", "report.html"])
    }

    @Test("A bare JSON Schema is enough for a check; any invalid message fails it")
    func bareSchema() throws {
        let work = try Workspace()
        try work.write(
            #"{"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}"#, to: "ids.json")
        try work.write("{\"id\": 1}\n{\"id\": \"x\"}\n{}\n", to: "in.ndjson")
        let result = try work.audit("check", "--schema", "ids.json", "in.ndjson")
        #expect(result.code == 1)
        #expect(result.lastLine == "3 read: 1 valid, 2 invalid in N s. FAILED: 3 of 7 checks")
        #expect(try work.report("ids").counts.errorCount == 2)
        #expect(try work.audit("load", "--schema", "ids.json", "in.ndjson").code == 78)
    }

    @Test("--max-messages ends a run early")
    func maxMessages() throws {
        let work = try Workspace()
        let file = try work.write(Logins.lines(0..<100), to: "in.ndjson")
        let result = try work.audit("check", "--schema", Repository.contract, "--max-messages", "40", file)
        #expect(result.code == 0)
        #expect(result.lastLine == "40 read: 40 valid, 0 invalid in N s. WARNED: 1 of 34 checks")
        let whole = try work.audit("check", "--schema", Repository.contract, "--max-messages", "100", file)
        #expect(whole.lastLine == "100 read: 100 valid, 0 invalid in N s. PASSED: 33 checks")
    }
}
