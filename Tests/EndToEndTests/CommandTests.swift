import Foundation
import Reporting
import TestSupport
import Testing

/// Keys, reports in other formats, help and completions.
@Suite struct CommandTests {
    @Test("keys create makes a private file once; list marks the active key; rotate adds one")
    func keys() throws {
        let work = try Workspace()
        let made = try work.audit("keys", "create")
        #expect(made.code == 0)
        #expect(made.output.hasPrefix("Made .audit/keyring.json with key "))
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(work.path)/.audit/keyring.json")
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let ring = try work.text(".audit/keyring.json")

        let again = try work.audit("keys", "create")
        #expect(again.code == 78)
        #expect(try work.text(".audit/keyring.json") == ring)
        #expect(try work.audit("keys", "list").lines.count == 1)
        #expect(try work.audit("keys", "rotate").output.contains(" is active now; "))
        let list = try work.audit("keys", "list")
        #expect(list.lines.count == 2)
        #expect(list.lines.count { $0.hasPrefix("* ") } == 1)
        let elsewhere = try work.audit("keys", "list", environment: ["AUDIT_KEYRING": "other.json"])
        #expect(elsewhere.code == 78)
        // No secret is printed: whatever stands in the file and is long enough to be one.
        let secrets = ring.split(separator: "\"").filter { $0.count > 30 }
        #expect(!secrets.isEmpty)
        for text in [made, again, list, elsewhere].map({ $0.output + $0.error }) {
            for secret in secrets { #expect(!text.contains(secret)) }
        }
    }

    @Test("Tokens made after a rotation name the new key, those made before the old one")
    func rotation() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(Logins.lines(0..<5), to: "in.ndjson")
        _ = try LoadTests.load(work, database, "in.ndjson")
        _ = try work.audit("keys", "rotate")
        try work.write(Logins.lines(0..<5), to: "other.ndjson")
        _ = try LoadTests.load(work, database, "other.ndjson")
        #expect(
            try database.texts(
                "SELECT count(*)::text FROM user_logins GROUP BY split_part(masked_ip, '.', 2)") == ["5", "5"])
    }

    @Test("A finished run's report is rendered again in each format")
    func formats() throws {
        let work = try Workspace()
        _ = try work.audit("check", "--schema", Repository.contract, Repository.sample)
        let folder = "reports/user_logins/latest"
        func render(_ format: String) throws -> AuditResult {
            try work.audit("report", "\(folder)/audit.json", "--format", format)
        }
        #expect(try render("json").output == work.text("\(folder)/audit.json"))
        #expect(try render("html").output == work.text("\(folder)/report.html"))
        #expect(try render("junit").output == work.text("\(folder)/junit.xml"))
        #expect(try render("markdown").output.contains("| "))
        #expect(try render("text").lastLine == CheckTests.verdict)
        #expect(try render("pdf").code == 64)
        #expect(try work.audit("report", "absent.json").code == 2)
        try work.write("{}", to: "other.json")
        let other = try work.audit("report", "other.json")
        #expect(other.code == 2)
        #expect(other.error.contains("other.json"))
    }

    @Test("A JUnit profile and the way of warnings can be chosen")
    func junit() throws {
        let work = try Workspace()
        try work.write(try Contracts.shipped(("mustBeLessThan: 5,", "mustBeLessThan: 50,")), to: "c.yaml")
        func junit(_ profile: String, _ warnings: String) throws -> String {
            let result = try work.audit(
                "check", "--schema", "c.yaml", "--junit-profile", profile, "--junit-warnings", warnings,
                Repository.sample)
            #expect(result.code == 0, "\(result)")
            return try work.text("reports/user_logins/latest/junit.xml")
        }
        let differences = [
            ("strict", file: false, line: false, output: false), ("gitlab", true, false, true),
            ("github", true, true, false),
            ("azure", false, false, false),
        ]
        for (profile, file, line, output) in differences {
            let document = try junit(profile, "hidden")
            #expect(document.contains(" file=\"") == file, "\(profile)")
            #expect(document.contains(" line=\"") == line, "\(profile)")
            // Three suites have one; with GitLab's profile every case too.
            #expect((document.ranges(of: "<system-out>").count > 3) == output, "\(profile)")
            #expect(!document.contains("<failure") && !document.contains("<skipped"), "\(profile)")
            #expect(try junit(profile, "skipped").contains("<skipped"), "\(profile)")
            #expect(try junit(profile, "failure").contains("<failure"), "\(profile)")
        }
        #expect(
            try work.audit("check", "--schema", Repository.contract, "--junit-profile", "x", Repository.sample).code
                == 64)
    }

    static let commands = [
        [], ["check"], ["load"], ["quarantine"], ["quarantine", "list"], ["quarantine", "show"], ["runs"],
        ["runs", "list"], ["runs", "show"], ["report"], ["keys"], ["keys", "create"], ["keys", "list"],
        ["keys", "rotate"], ["database"], ["database", "start"], ["database", "stop"], ["database", "status"],
        ["database", "migrate"], ["doctor"], ["schema"], ["schema", "lint"],
    ]

    @Test("Every command explains itself", arguments: commands)
    func help(command: [String]) throws {
        let work = try Workspace()
        let result = try AuditProcess(command + ["--help"], in: work.path).wait()
        #expect(result.code == 0)
        #expect(result.output.contains("USAGE: \((["audit"] + command).joined(separator: " "))"))
        #expect(result.output.contains("OVERVIEW: "))
        #expect(result.error.isEmpty)
        if ["check", "load", "report", "doctor"].contains(command.first ?? "check") {
            #expect(result.output.contains("EXAMPLES"))
        }
    }

    @Test("Completions are written for each shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let work = try Workspace()
        let result = try work.audit("--generate-completion-script", shell)
        #expect(result.code == 0)
        #expect(result.output.contains("quarantine"))
        #expect(result.output.contains("max-invalid"))
    }

    @Test("--version names the version")
    func version() throws {
        let result = try Workspace().audit("--version")
        #expect(result.code == 0)
        #expect(result.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
    }
}
