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
            #expect(report.isIntact { SHA256Digest.hexadecimal(of: $0) })
        }
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
