import Foundation
import Loader
import Reporting
import TestSupport
import Testing
import Validator

/// What must never end green: results that nobody got, inputs that nobody read.
@Suite struct FalseGreenTests {
    private let work: Workspace

    init() throws {
        work = try Workspace()
        try work.write(Logins.lines(0..<5), to: "good.ndjson")
    }

    @Test(
        "A result that standard output cannot take ends with 2",
        arguments: [
            ["check", "--schema", Repository.contract, "good.ndjson"],
            ["check", "--schema", Repository.contract, "--json", "good.ndjson"],
            ["check", "--schema", Repository.contract, "--output", "basic", "good.ndjson"],
            ["report", "made/audit.json", "--format", "junit"], ["schema", "lint", Repository.contract],
        ])
    func fullOutput(arguments: [String]) throws {
        _ = try work.audit("check", "--schema", Repository.contract, "--quiet", "good.ndjson")
        try #require(try Shell.run("cp -r '\(work.path)/reports/user_logins/latest/' '\(work.path)/made'") == 0)
        let command = ([Repository.program] + arguments).map { "'\($0)'" }.joined(separator: " ")
        #expect(try Shell.run("cd '\(work.path)' && \(command) > /dev/full 2> errors") == 2)
        #expect(try work.text("errors").contains("Standard output cannot be written: No space left on device."))
        // A reader that has gone is no failure.
        #expect(try Shell.run("cd '\(work.path)' && { \(command) 2> errors; echo $? > code; } | true") == 0)
        #expect(try work.text("code") == "0\n")
    }

    @Test("A report that could not be written is not said to have passed")
    func unwritten() throws {
        try work.write("a file", to: "blocked")
        for mode in ["--quiet", "--json", "--no-color"] {
            let result = try work.audit(
                "check", "--schema", Repository.contract, "--reports", "blocked", mode, "good.ndjson")
            #expect(result.code == 2)
            #expect(!result.output.contains("PASSED"), "\(result)")
            #expect(result.error.contains("could not be written"), "\(result)")
            guard mode == "--json" else { continue }
            let report = try AuditReport(json: JSONValue.parse(result.output))
            #expect(report.run.status == .incomplete)
            #expect(report.problems.map(\.code) == ["report.directory"])
            let json = try JSONValue.parse(result.output)
            #expect(AuditReport.isIntact(json) { SHA256Digest.hexadecimal(of: $0) })
        }
    }

    @Test("Where the link to the last report cannot be set, the files themselves say that the run is incomplete")
    func blockedLink() throws {
        try FileManager.default.createDirectory(
            atPath: "\(work.path)/reports/user_logins/latest/x", withIntermediateDirectories: true)
        let result = try work.audit("check", "--schema", Repository.contract, "--quiet", "good.ndjson")
        #expect(result.code == 2, "\(result)")
        let folder = try #require(
            FileManager.default.contentsOfDirectory(atPath: "\(work.path)/reports/user_logins").first { $0 != "latest" }
        )
        let json = try JSONValue.parse(work.text("reports/user_logins/\(folder)/audit.json"))
        #expect(try AuditReport(json: json).run.status == .incomplete)
        let junit = try XMLSchema.read(Array(work.text("reports/user_logins/\(folder)/junit.xml").utf8))
        #expect(junit.all("testsuite").first?.attributes["errors"] == "1")
    }

    @Test("A load whose report could not be written is incomplete in the database too")
    func unwrittenLoad() throws {
        let keyed = try Workspace(keyring: true)
        let database = try TestDatabase()
        try keyed.write(Logins.lines(0..<5), to: "good.ndjson")
        try keyed.write("a file", to: "blocked")
        let result = try keyed.audit(
            "load", "--schema", Repository.contract, "--database", database.address, "--reports", "blocked", "--json",
            "good.ndjson")
        #expect(result.code == 2, "\(result)")
        let printed = try JSONValue.parse(result.output)
        #expect(try database.texts("SELECT status FROM audit.run") == ["incomplete"])
        #expect(try database.texts("SELECT digest FROM audit.run") == [printed["digest"]?.string])
        let shown = try keyed.audit(
            "report", try #require(printed["run"]?["id"]?.string), "--database", database.address, "--json")
        #expect(try JSONValue.parse(shown.output) == printed)
    }

    @Test("A report that was changed is not shown as one that the program wrote")
    func changedReport() throws {
        let result = try work.audit("check", "--schema", Repository.contract, "--quiet", Repository.sample)
        #expect(result.code == 1)
        let text = try work.text("reports/user_logins/latest/audit.json")
        #expect(try work.audit("report", "reports/user_logins/latest/audit.json").code == 0)
        for (from, to) in [(#""status": "failed""#, #""status": "passed""#), (#""read": 100"#, #""read": 101"#)] {
            let changed = text.replacingOccurrences(of: from, with: to)
            try #require(changed != text)
            try work.write(changed, to: "changed.json")
            let shown = try work.audit("report", "changed.json")
            #expect(shown.code == 2, "\(shown)")
            #expect(shown.output.isEmpty)
            #expect(shown.error.contains("its digest does not match"))
        }
    }

    @Test("A report written again as JUnit XML is the one that the run wrote")
    func junitAgain() throws {
        let contract = try Contracts.shipped(("mustBeLessThan: 5,", "mustBeLessThan: 50,"))
        try work.write(contract, to: "c.yaml")
        let settings = ["AUDIT_JUNIT_PROFILE": "gitlab", "AUDIT_JUNIT_WARNINGS": "failure"]
        let result = try work.audit("check", "--schema", "c.yaml", Repository.sample, environment: settings)
        #expect(result.code == 0, "\(result)")
        let written = try work.text("reports/user_logins/latest/junit.xml")
        #expect(written.contains("<failure"))
        let report = "reports/user_logins/latest/audit.json"
        #expect(
            try work.audit("report", report, "--format", "junit", environment: settings).output == written)
        let flags = ["--junit-profile", "gitlab", "--junit-warnings", "failure"]
        let again = try AuditProcess(["report", report, "--format", "junit"] + flags, in: work.path).wait()
        #expect(again.output == written)
        #expect(try !work.audit("report", report, "--format", "junit").output.contains("<failure"))
    }

    @Test("A part of an input is not passed off as the whole", arguments: ["check", "load"])
    func cutOff(command: String) throws {
        let keyed = try Workspace(keyring: true)
        try keyed.write(Logins.lines(0..<50), to: "good.ndjson")
        let arguments = [command, "--schema", Repository.contract, "--quiet"]
        func run(_ more: String...) throws -> AuditResult {
            try AuditProcess(arguments + more + ["good.ndjson", "good.ndjson"], in: keyed.path).wait()
        }
        for count in [1, 49, 50, 99] {
            let result = try run("--max-messages", "\(count)")
            #expect(result.code == 0)
            #expect(result.lastLine.contains("WARNED"), "\(count): \(result)")
            let check = try #require(try keyed.report().checks.first { $0.id == "delivery:whole" })
            #expect(check.status == .warned)
            #expect(try run("--max-messages", "\(count)", "--fail-on", "warn").code == 1)
        }
        for count in [100, 101] {
            let result = try run("--max-messages", "\(count)")
            #expect(result.code == 0 && result.lastLine.contains("PASSED"), "\(count): \(result)")
            #expect(try !keyed.report().checks.contains { $0.id == "delivery:whole" })
        }
    }

    @Test("Whether a pipe held just so much is not guessed at", arguments: 0..<6)
    func exactPipe(_ turn: Int) throws {
        let result = try work.audit(
            "check", "--schema", Repository.contract, "--quiet", "--max-messages", "3", "--fail-on", "warn", "-",
            input: .pipe(Array(Logins.lines(0..<3).utf8)))
        #expect(result.code == 0, "\(result)")
        let more = try work.audit(
            "check", "--schema", Repository.contract, "--quiet", "--max-messages", "2", "--fail-on", "warn", "-",
            input: .pipe(Array(Logins.lines(0..<3).utf8)))
        #expect(more.code == 1, "\(more)")
    }

    @Test("A run that had no time to read its input to the end is incomplete")
    func outOfTime() throws {
        try work.write(String(repeating: Logins.lines(0..<1_000), count: 400), to: "long.ndjson")
        let result = try work.audit(
            "check", "--schema", Repository.contract, "--workers", "1", "--quiet", "--max-time", "0.05s", "long.ndjson")
        #expect(result.code == 2, "\(result)")
        #expect(result.error.contains("long.ndjson was not read to its end when the time was over."), "\(result)")
        #expect(try work.report().problems.map(\.code) == ["source.unfinished"])
        let whole = try work.audit(
            "check", "--schema", Repository.contract, "--quiet", "--max-time", "10m", "good.ndjson")
        #expect(whole.code == 0, "\(whole)")
    }

    @Test("Each of several damaged inputs is a problem of its own, in full")
    func severalProblems() throws {
        let names = (1...8).map { "empty-\($0).ndjson" }
        for name in names { try work.write("", to: name) }
        let result = try AuditProcess(["check", "--schema", Repository.contract] + names, in: work.path).wait()
        #expect(result.code == 2)
        #expect(result.lastLine.hasSuffix("INCOMPLETE: 8 problems"), "\(result)")
        let report = try work.report()
        #expect(report.problems.map(\.code) == Array(repeating: "source.empty", count: 8))
        for (name, problem) in zip(names, report.problems) {
            #expect(problem.message == "\(name) holds no message.")
            #expect(result.output.contains(problem.message))
        }
        let junit = try work.text("reports/user_logins/latest/junit.xml")
        #expect(names.allSatisfy { junit.contains($0) })
    }

    @Test("An input that could not be read is told also where a limit ended the run behind it")
    func damagedBeforeLimit() throws {
        try work.write(Logins.lines(0..<2_000), to: "a.ndjson")
        try #require(try Shell.run("cd '\(work.path)' && gzip -c a.ndjson | head -c 20000 > a.gz") == 0)
        try work.write(Logins.lines(2_000..<9_000), to: "b.ndjson")
        let limited = try work.audit(
            "check", "--schema", Repository.contract, "--max-messages", "3000", "--quiet", "a.gz", "b.ndjson")
        #expect(limited.code == 2, "\(limited)")
        #expect(limited.error.contains("a.gz"), "\(limited)")
        // What lies behind the limit decides nothing, however far somebody has read ahead.
        try work.write("", to: "empty")
        for behind in ["a.gz", "empty", "empty", "empty"] {
            let before = try work.audit(
                "check", "--schema", Repository.contract, "--max-messages", "5", "--quiet", "good.ndjson", behind)
            #expect(before.code == 0, "\(before)")
            #expect(before.lastLine.hasPrefix("5 read: 5 valid"))
        }
    }

    @Test("A check that only limits the rows does not let an empty queue pass")
    func emptyQueue() throws {
        let contract = try Contracts.shipped(("mustBeGreaterThan: 0", "mustBeLessThan: 1000000"))
        try work.write(contract, to: "limited.yaml")
        _ = try work.audit("keys", "create")
        let queue = try TestQueue(on: .shared(.ministack))
        let database = try TestDatabase()
        let arguments = [
            "load", "--schema", "limited.yaml", "--database", database.address, "--source",
            queue.location.description, "--idle", "1s", "--quiet",
        ]
        let result = try AuditProcess(arguments, in: work.path).wait()
        #expect(result.code == 1, "\(result)")
        let allowed = try AuditProcess(arguments + ["--allow-empty"], in: work.path).wait()
        #expect(allowed.code == 0, "\(allowed)")
    }

    @Test("A number below 1 is no number of rows to list", arguments: [["runs", "list"], ["quarantine", "list"]])
    func limits(command: [String]) throws {
        for limit in ["-1", "0"] {
            let result = try AuditProcess(command + ["--limit=\(limit)"], in: work.path).wait()
            #expect(result.code == 64)
            #expect(result.error.contains("--limit is 1 or more."))
        }
    }

    @Test("Control characters of a file's name move no cursor of the reader")
    func controlCharacters() throws {
        let name = "x\u{1B}[31m.ndjson"
        try work.write(Logins.withoutDevice(1), to: name)
        _ = try work.audit("keys", "create")
        let database = try TestDatabase()
        _ = try work.audit("load", "--schema", Repository.contract, "--database", database.address, name)
        let list = try work.audit("quarantine", "list", "--database", database.address)
        #expect(list.output.contains("x␛[31m.ndjson"), "\(list)")
        #expect(!list.output.contains("\u{1B}"))
        let show = try work.audit("quarantine", "show", "1", "--database", database.address)
        #expect(show.output.contains("x␛[31m.ndjson") && !show.output.contains("\u{1B}"))
        let missing = try work.audit("check", "--schema", Repository.contract, "y\u{1B}[31m")
        #expect(missing.code == 2 && !missing.error.contains("\u{1B}"))
    }
}
