import Foundation
import TestSupport
import Testing

/// A wrong contract ends the program with 78, and says where and what to write instead.
@Suite struct ContractMistakeTests {
    /// What is changed in the shipped contract, and what the program must say.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let from: String
        let to: String
        let says: [String]
        var testDescription: String { to }
    }

    static let mistakes = [
        Mistake(
            from: "contract: user_logins", to: "contrct: user_logins",
            says: ["c.yaml:2:1: unknown key 'contrct' (did you mean 'contract'?)"]),
        Mistake(
            from: "type: date}", to: "type: dat}", says: ["c.yaml:48:50: unknown type 'dat' (did you mean 'date'?)"]),
        Mistake(
            from: "from: /user_id, ", to: "from: /user_ids, ",
            says: ["c.yaml:42:30: no valid message has /user_ids (did you mean '/user_id'?)"]),
        Mistake(
            from: "mask: {method: hmac, domain: ip", to: "mask: {method: hmca, domain: ip",
            says: ["c.yaml:44:79:", "(did you mean 'hmac'?)"]),
        Mistake(
            from: ", mask: {method: hmac, domain: device_id}", to: "",
            says: ["c.yaml:45:30: /device_id would be loaded unmasked", "(add a mask)"]),
        Mistake(
            from: "metric: rowCount", to: "metric: rowcount",
            says: ["c.yaml:52:14: checks.0.metric", "(did you mean 'rowCount'?)"]),
        Mistake(
            from: "mustBeGreaterThan: 0", to: "mustBeGreaterThen: 0",
            says: ["c.yaml:52:24: unknown key 'mustBeGreaterThen'", "(did you mean 'mustBeGreaterThan'?)"]),
        Mistake(
            from: "pii: [/ip, /device_id]", to: "pii: [/ip, /device]",
            says: ["c.yaml:35:12: no valid message has /device "]),
        Mistake(
            from: "key: [message_id]", to: "key: [messageid]",
            says: ["c.yaml:39:9: the key names no column: 'messageid' (did you mean 'message_id'?)"]),
        Mistake(
            from: "from: $run.date, ", to: "from: $run.day, ",
            says: ["c.yaml:48:30: unknown source '$run.day' (did you mean '$run.date'?)"]),
        Mistake(
            from: "type: varchar(32)}\n    app", to: "type: integer}\n    app",
            says: ["c.yaml:46:50: string does not fit into integer"]),
        Mistake(
            from: "contract: user_logins", to: "contract: user_logins\ncontract: two",
            says: ["c.yaml:2:1: the key 'contract' stands twice"]),
        Mistake(from: "required: [user_id", to: "required: [[user_id", says: ["c.yaml:10:3: "]),
        Mistake(from: "type: object", to: "type: objekt", says: ["c.yaml:8:9: The types are null, boolean"]),
        Mistake(
            from: "'^[A-Z]{2}$'", to: "'^[A-Z{2}$'",
            says: ["c.yaml:30:16: The regular expression is wrong at character 1"]),
        Mistake(from: "version: 1.0.0", to: "version: one", says: ["c.yaml:3:10: version must "]),
    ]

    @Test("Each kind of mistake is named with its line, its column and a hint", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let work = try Workspace()
        let shipped = try String(contentsOfFile: Repository.contract, encoding: .utf8)
        let broken = shipped.replacing(mistake.from, with: mistake.to, maxReplacements: 1)
        try #require(broken != shipped)
        try work.write(broken, to: "c.yaml")
        for command in ["check", "load"] {
            let result = try work.audit(command, "--schema", "c.yaml", Repository.sample)
            #expect(result.code == 78)
            #expect(result.output.isEmpty)
            #expect(result.complaints.count == 1)
            for text in mistake.says { #expect(result.error.contains(text), "\(result)") }
        }
        #expect(!work.exists("reports"))
        #expect(!work.exists(".audit"))
    }

    @Test("A contract that cannot be read is 78, none at all 64")
    func missing() throws {
        let work = try Workspace()
        let unreadable = try work.audit("check", "--schema", "absent.yaml", Repository.sample)
        #expect(unreadable.code == 78)
        #expect(unreadable.error.contains("absent.yaml"))
        let unnamed = try work.audit("check", Repository.sample)
        #expect(unnamed.code == 64)
        #expect(unnamed.error == "audit: No contract is named. There is none in schemas/. Name one: --schema FILE\n")
    }

    @Test("The only contract in schemas/ needs no naming; of two one must be named")
    func onlyContract() throws {
        let work = try Workspace()
        let text = try String(contentsOfFile: Repository.contract, encoding: .utf8)
        try work.write(text, to: "schemas/a.yaml")
        #expect(try work.audit("check", "--quiet", Repository.sample).lastLine == CheckTests.verdict)
        try work.write(text, to: "schemas/b.yaml")
        let result = try work.audit("check", Repository.sample)
        #expect(result.code == 64)
        #expect(result.error.contains("a.yaml, b.yaml"))
    }

    @Test("A contract without a load part cannot load")
    func checkOnly() throws {
        let work = try Workspace(keyring: true)
        try work.write("contract: only\nversion: 1.0.0\nmessage: {type: object}\n", to: "c.yaml")
        let result = try work.audit("load", "--schema", "c.yaml", Repository.sample)
        #expect(result.code == 78)
        #expect(result.error.contains("c.yaml does not say how messages are loaded."))
    }
}
