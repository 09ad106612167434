import Foundation
import Reporting
import Testing

/// Flags come before the environment, and the environment before `audit.yaml`.
@Suite struct SettingsTests {
    @Test("A variable whose name is nearly a setting's is told, and keeps nobody from working")
    func misspeltVariable() throws {
        let work = try Workspace()
        let wrong = try work.audit(
            "check", "--schema", Repository.contract, "--quiet", Repository.sample,
            environment: ["AUDIT_MAX_INVALDI": "5", "AUDIT_TRACE": "1"])
        #expect(wrong.code == 1, "\(wrong)")
        #expect(
            wrong.complaints == [
                "audit: AUDIT_MAX_INVALDI is no setting. Did you mean AUDIT_MAX_INVALID?",
                "audit: AUDIT_TRACE is no setting. Did you mean AUDIT_GRACE?",
            ])
        let foreign = try work.audit(
            "check", "--schema", Repository.contract, "--quiet", Repository.sample,
            environment: ["AUDIT_TRAIL_HOME": "/x", "AUDIT_": "", "AUDIT_TEST_PYTHON": "p"])
        #expect(foreign.complaints.isEmpty, "\(foreign)")
    }

    @Test(
        "A setting without a value, or with several, is a mistake",
        arguments: ["reports:", "reports: ~", "schema: [a, b]", "max-invalid: {a: 1}"])
    func emptySetting(line: String) throws {
        let work = try Workspace()
        try work.write(line + "\n", to: "audit.yaml")
        let result = try work.audit("check", "--schema", Repository.contract, Repository.sample)
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains(": expected a text, a number, true or false."), "\(result)")
        #expect(!work.exists("null"))
    }

    @Test("Settings behind a link that leads nowhere are not passed over")
    func danglingSettings() throws {
        let work = try Workspace()
        try FileManager.default.createSymbolicLink(
            atPath: "\(work.path)/audit.yaml", withDestinationPath: "\(work.path)/gone.yaml")
        let result = try work.audit("check", "--schema", Repository.contract, Repository.sample)
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains("audit.yaml"), "\(result)")
    }

    @Test("Where a warning fails the run, JUnit XML shows a failure")
    func failOnWarn() throws {
        let work = try Workspace()
        try work.write(try Contracts.shipped(("mustBeLessThan: 5,", "mustBeLessThan: 50,")), to: "c.yaml")
        func failures(_ flags: String...) throws -> Int {
            let arguments = ["check", "--schema", "c.yaml", "--quiet", Repository.sample] + flags
            _ = try AuditProcess(arguments, in: work.path).wait()
            return try work.text("reports/user_logins/latest/junit.xml").ranges(of: "<failure").count
        }
        #expect(try failures() == 0)
        #expect(try failures("--fail-on", "warn") > 0)
        #expect(try failures("--fail-on", "warn", "--junit-warnings", "hidden") == 0)
    }

    private func run(_ work: Workspace, flags: [String] = [], environment: [String: String] = [:]) throws -> AuditResult
    {
        try AuditProcess(
            ["check", "--schema", Repository.contract, "--quiet"] + flags + [Repository.sample], in: work.path,
            environment: environment
        ).wait()
    }

    @Test("The flag wins over the environment, which wins over the file")
    func precedence() throws {
        let work = try Workspace()
        try work.write("max-messages: 10\nreports: from-file\n", to: "audit.yaml")
        #expect(try run(work).lastLine.hasPrefix("10 read: 10 valid"))
        let environment = ["AUDIT_MAX_MESSAGES": "5"]
        #expect(try run(work, environment: environment).lastLine.hasPrefix("5 read: 5 valid"))
        #expect(try run(work, flags: ["--max-messages", "3"], environment: environment).lastLine.hasPrefix("3 read: "))
        #expect(try work.report(in: "from-file").counts.read == 3)
    }

    @Test("The contract too may come from the file or the environment")
    func contract() throws {
        let work = try Workspace()
        try work.write("schema: \(Repository.contract)\n", to: "audit.yaml")
        #expect(try work.audit("check", "--quiet", Repository.sample).lastLine == CheckTests.verdict)
        let other = try work.audit(
            "check", "--quiet", Repository.sample, environment: ["AUDIT_SCHEMA": Repository.referenceContract])
        #expect(other.code == 1)
        #expect(work.exists("reports/user_logins_reference/latest/audit.json"))
    }

    @Test("An unknown setting ends the program, with what was meant")
    func unknown() throws {
        let work = try Workspace()
        try work.write("max_invalid: 5%\n", to: "audit.yaml")
        let result = try run(work)
        #expect(result.code == 78)
        #expect(result.error == "audit: audit.yaml: unknown setting max_invalid. Did you mean max-invalid?\n")
    }

    @Test(
        "A wrong value is a usage error in a flag and a configuration error elsewhere",
        arguments: [
            ("max-invalid", "many"), ("max-messages", "0"), ("max-messages", "9223372036854775807"),
            ("workers", "1025"),
            ("workers", "9223372036854775807"), ("fail-on", "sometimes"), ("max-time", "1 day"), ("max-time", "1e300"),
            ("max-time", "nan"),
        ])
    func wrongValue(name: String, value: String) throws {
        let work = try Workspace()
        let flag = try run(work, flags: ["--\(name)", value])
        #expect(flag.code == 64)
        #expect(flag.error.hasPrefix("audit: --\(name): expected "))
        let variable = "AUDIT_" + name.uppercased().replacing("-", with: "_")
        let environment = try run(work, environment: [variable: value])
        #expect(environment.code == 78)
        #expect(environment.error.hasPrefix("audit: \(variable): expected "))
        try work.write("\(name): \(value)\n", to: "audit.yaml")
        let file = try run(work)
        #expect(file.code == 78)
        #expect(file.error.hasPrefix("audit: audit.yaml: \(name): expected "))
        #expect(!work.exists("reports"))
    }

    @Test("An unknown flag and a missing input are usage errors")
    func usage() throws {
        let work = try Workspace()
        #expect(try run(work, flags: ["--max-invald", "3"]).code == 64)
        #expect(try work.audit("check", "--schema", Repository.contract).code == 64)
        #expect(try work.audit("load", "--schema", Repository.contract).code == 64)
        #expect(try work.audit("nonsense").code == 64)
    }
}
