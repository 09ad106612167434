import Foundation
import Loader
import TestSupport
import Testing
import Validator

/// Commands that only look: they make nothing, change nothing, and tell a wrong place from an empty one.
@Suite struct ReadingCommandTests {
    private let work: Workspace

    init() throws { work = try Workspace(keyring: true) }

    private static let commands = [["quarantine", "list"], ["quarantine", "show", "1"], ["runs", "list"]]

    @Test("Without an embedded database none is made, and nobody is told that all is well", arguments: commands)
    func absent(command: [String]) throws {
        let result = try AuditProcess(command, in: work.path).wait()
        #expect(result.code == 64, "\(result)")
        #expect(result.output.isEmpty)
        #expect(result.error.contains("There is no embedded database in this directory (.audit/postgres)."))
        #expect(try work.audit("database", "status").lines.first == "absent")
    }

    @Test("A database that was never loaded is left as it is", arguments: commands)
    func unused(command: [String]) throws {
        let database = try TestDatabase()
        let result = try AuditProcess(command + ["--database", database.address], in: work.path).wait()
        #expect(result.code == 64, "\(result)")
        #expect(result.error.contains("holds no tables of audit: nothing was loaded there."))
        #expect(try database.count("SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'") == 0)
    }

    @Test("A database of an older version is to be upgraded first")
    func older() throws {
        let database = try TestDatabase()
        #expect(try work.audit("database", "migrate", "--database", database.address).code == 0)
        try database.run("DELETE FROM audit.migration WHERE version > 1")
        let result = try work.audit("runs", "list", "--database", database.address)
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains("Upgrade it: audit database migrate"))
    }

    @Test("A reviewer needs the rights that docs/database.md lists, and no others")
    func reviewer() throws {
        let database = try TestDatabase()
        let load = try work.audit(
            "load", "--schema", Repository.contract, "--database", database.address, "--quiet", Repository.sample)
        #expect(load.code == 1, "\(load)")
        let role = "reviewer_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try database.run(
            """
            CREATE ROLE \(role) LOGIN; GRANT USAGE ON SCHEMA audit TO \(role);
            GRANT SELECT ON audit.migration, audit.run, audit.quarantine TO \(role)
            """)
        let address = database.address.replacingOccurrences(of: "user=audit", with: "user=\(role)")
        try #require(address != database.address)
        let run = try #require(try database.texts("SELECT run_id::text FROM audit.run").first ?? nil)
        for command in [
            ["quarantine", "list"], ["quarantine", "show", "1"], ["runs", "list"], ["runs", "show", run],
            ["report", run],
        ] {
            let result = try AuditProcess(command + ["--database", address], in: work.path).wait()
            #expect(result.code == 0, "\(result)")
        }
        try database.run("DROP OWNED BY \(role); DROP ROLE \(role)")
    }

    @Test("doctor changes nothing, and says what the first load makes")
    func doctor() throws {
        let database = try TestDatabase()
        let result = try work.audit("doctor", "--schema", Repository.contract, "--database", database.address)
        #expect(result.code == 0, "\(result)")
        #expect(
            result.output.contains(
                "; the first load makes the schema audit; the first load makes the table user_logins"))
        #expect(try database.count("SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'") == 0)
        #expect(try database.texts("SELECT to_regclass('user_logins')::text") == [nil])
        let embedded = try work.audit("doctor", "--schema", Repository.contract)
        #expect(embedded.code == 0 && embedded.output.contains("; the first load makes it"), "\(embedded)")
        #expect(try work.audit("database", "status").lines.first == "absent")
    }

    @Test("doctor refuses what a load would refuse: a queue without a database that is named")
    func doctorQueue() throws {
        let result = try work.audit(
            "doctor", "--schema", Repository.contract, "--source", "sqs://127.0.0.1:1/000000000000/q",
            environment: ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"])
        #expect(result.code != 0)
        #expect(result.output.contains("problem  database: A queue is not drained into the embedded database"))
    }

    @Test("doctor shows no control character of a contract")
    func doctorText() throws {
        try work.write("contract: c\nversion: 1.0.0\n\"bad\\e[31mkey\": 1\nmessage: {type: object}\n", to: "c.yaml")
        let result = try work.audit("doctor", "--schema", "c.yaml")
        #expect(result.code == 78, "\(result)")
        #expect(result.output.contains("bad␛[31mkey"))
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test("The entry shows which key pair opens its message, and which key made its fingerprints")
    func keys() throws {
        let load = try work.audit(
            "load", "--schema", Repository.contract, "--database", "embedded", "--quiet", Repository.sample)
        #expect(load.code == 1, "\(load)")
        let ring = try JSONValue.parse(work.text(".audit/keyring.json"))
        let pair = try #require(try JSONValue.parse(work.text(".audit/unseal-key.json"))["id"]?.string)
        let shown = try work.audit("quarantine", "show", "1")
        #expect(shown.output.contains("  sealed    yes, to key pair \(pair)\n"), "\(shown)")
        let entry = try JSONValue.parse(try work.audit("quarantine", "show", "1", "--json").output)
        #expect(entry["seal_key_id"]?.string == pair)
        let key = try #require(entry["key_id"]?.string)
        #expect(key != pair && ring.serialized().contains(key))
        #expect(shown.output.contains(", made with key \(key)\n"))
    }
}
