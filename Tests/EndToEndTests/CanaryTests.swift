import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// Personal data, and whatever stands where it should not, is planted and then searched for wherever the program writes.
@Suite struct CanaryTests {
    /// What is planted, and the message that holds it.
    static let planted: [(canary: Canary, message: String)] = [
        // Valid messages: loaded, masked.
        (Canary("203.0.113.201"), Logins.object(1, ip: "203.0.113.201")),
        (Canary("913-57-2468"), Logins.object(2, device: "913-57-2468")),
        // Personal fields with wrong values.
        (Canary("canary-in-ip"), Logins.object(3, ip: "canary-in-ip")),
        (Canary("canary-in-device"), Logins.object(4, device: "canary-in-device")),
        (Canary("203.0.113.202"), Logins.object(5, ip: "203.0.113.202").replacing("\"1.0\"", with: "1.0")),
        (Canary("914-57-2468"), Logins.object(6, locale: "7", device: "914-57-2468")),
        // Other fields with wrong values.
        (Canary("canary-in-user"), Logins.object(7, user: "canary-in-user")),
        (Canary("canary-in-version"), Logins.object(8, version: "\"canary-in-version\"")),
        (Canary("canary-in-locale"), Logins.object(9, locale: "\"canary-in-locale\"")),
        (Canary("31415926535"), Logins.object(10, version: "31415926535")),
        // What the contract does not know.
        (Canary("canary-in-extra"), Logins.withExtra(11, value: "\"canary-in-extra\"")),
        (Canary("canary-in-name"), Logins.withExtra(12, name: "canary-in-name")),
        (Canary("canary-nested"), Logins.withExtra(13, value: "{\"deep\": [1, {\"canary-nested\": \"x\"}]}")),
        (Canary("canary-escaped"), Logins.withExtra(14, value: "\"\\u0063anary-\\u0065scaped\"")),
        (Canary("canary-twice"), Logins.withExtra(15, name: "ip", value: "\"canary-twice\"")),
        (Canary("canary-twin"), Logins.withExtra(16, name: "canary-twin\": 1, \"canary-twin")),
        // What is no JSON.
        (Canary("canary-cut-off"), "{\"user_id\": \"canary-cut-off"),
        (Canary("canary-bare"), "canary-bare text"),
        (Canary("canary-behind"), Logins.valid(18) + " canary-behind"),
        (Canary("canary-number"), Logins.object(19, version: "1canary-number")),
        (Canary("canary-literal"), Logins.object(20, locale: "canary-literal")),
        (Canary("canary-escape"), Logins.object(21, locale: "\"\\qcanary-escape\"")),
        (Canary("canary-scalar"), "\"canary-scalar\""),
        // A message over the limit: in what is kept of it and in what is not.
        (
            Canary("canary-large-head"),
            Logins.withExtra(23, value: "\"canary-large-head" + String(repeating: "y", count: 9_000) + "\"")
        ),
        (
            Canary("canary-large-tail"),
            Logins.withExtra(24, value: "\"" + String(repeating: "z", count: 9_000) + "canary-large-tail\"")
        ),
        // Rows that the database refuses, telling why with their values.
        (Canary("203.0.113.203"), Logins.object(25, version: "\"66.6\"", ip: "203.0.113.203")),
        (Canary("915-57-2468"), Logins.object(26, version: "\"77.7\"", device: "915-57-2468")),
    ]

    /// What only the database's own words hold.
    private static let serverWords = Canary("canary-said-by-server")

    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        try work.write("", to: "empty")
        _ = try LoadTests.load(work, database, "--allow-empty", "empty")
        try database.run(
            """
            ALTER TABLE user_logins ADD CONSTRAINT refused CHECK (app_version <> '66.6');
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE words text := 'canary-said-' || 'by-server';
            BEGIN
                IF NEW.app_version = '77.7' THEN
                    RAISE EXCEPTION USING ERRCODE = '22P02', MESSAGE = words, DETAIL = words, HINT = words;
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION refuse()
            """)
    }

    @Test("The search finds what it looks for, in each form and at each place")
    func search() {
        let canary = Canary("canary-in-extra")
        for prefix in ["", "a", "ab", "abc"] {
            let text = "\(prefix)canary-in-extra and more"
            #expect(canary.forms(in: text) == ["plain"])
            #expect(canary.forms(in: text.utf8.map { String($0, radix: 16) }.joined()) == ["hex"])
            #expect(canary.forms(in: Data(text.utf8).base64EncodedString()) == ["base64"])
        }
        #expect(canary.forms(in: "canary in extra").isEmpty)
        #expect(Set(Self.planted.map(\.canary.text)).count == Self.planted.count)
    }

    @Test("Nothing of a file's messages comes out", .timeLimit(.minutes(3)))
    func file() throws {
        try work.write(Self.planted.map(\.message).joined(separator: "\n") + "\n", to: "in.ndjson")
        try run(["in.ndjson"], loaded: 2, quarantined: 25)
    }

    @Test("Nothing of a queue's messages comes out", .timeLimit(.minutes(3)))
    func queue() throws {
        let queue = try TestQueue(on: .shared(.ministack))
        try queue.send(Self.planted.map(\.message))
        try run(["--source", queue.location.description, "--idle", "1s"], loaded: 2, quarantined: 25)
    }

    private func run(_ source: [String], loaded: Int, quarantined: Int) throws {
        let arguments = [
            "load", "--schema", Repository.contract, "--database", database.address, "--max-message-bytes", "5000",
        ]
        let load = try AuditProcess(arguments + source, in: work.path).wait()
        let sentence = "27 read: \(loaded) loaded, 0 replaced, \(quarantined) quarantined, 0 released"
        #expect(load.lastLine.hasPrefix(sentence), "\(load)")
        #expect(try work.report().reconciled == true)
        var outputs = [load]
        outputs.append(try work.audit("quarantine", "list", "--limit", "100", "--database", database.address))
        outputs.append(try work.audit("quarantine", "list", "--json", "--limit", "100", "--database", database.address))
        for id in try database.texts("SELECT quarantine_id::text FROM audit.quarantine").compactMap(\.self) {
            outputs.append(try work.audit("quarantine", "show", id, "--database", database.address))
        }
        for format in ["text", "markdown", "json"] {
            outputs.append(try work.audit("report", "reports/user_logins/latest/audit.json", "--format", format))
        }
        try search(outputs.map { ("output of \($0.command)", $0.output + $0.error) } + reports() + tables() + [log()])
    }

    private func search(_ places: [(name: String, text: String)]) throws {
        try #require(places.count > 30)
        for (name, text) in places {
            #expect(!text.isEmpty || name.contains("audit.ledger"), "\(name) is empty")
            for canary in Self.planted.map(\.canary) + [Self.serverWords] {
                #expect(canary.forms(in: text).isEmpty, "\(canary.text) in \(name)")
            }
        }
    }

    /// Every file that the program wrote, whatever its name.
    private func reports() throws -> [(String, String)] {
        let all = FileManager.default.enumerator(atPath: "\(work.path)/reports")?.compactMap { $0 as? String } ?? []
        let files = all.filter { $0.contains(".") }
        try #require(files.count >= 6)
        return files.compactMap { name in
            FileManager.default.contents(atPath: "\(work.path)/reports/\(name)").map {
                (name, String(decoding: $0, as: UTF8.self))
            }
        }
    }

    /// Every column of every table, the sealed messages too, which are of no use without the private key.
    private func tables() throws -> [(String, String)] {
        let names = try database.texts(
            """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            """
        ).compactMap(\.self)
        try #require(
            Set(names).isSuperset(of: ["public.user_logins", "audit.run", "audit.quarantine", "audit.ledger"]))
        return try names.map { name in
            (name, try database.texts("SELECT t::text FROM \(name) t").compactMap(\.self).joined(separator: "\n"))
        }
    }

    private func log() throws -> (String, String) { ("server.log", try TestDatabase.log()) }

    @Test("A check without a database is as silent")
    func check() throws {
        try work.write(Self.planted.map(\.message).joined(separator: "\n") + "\n", to: "in.ndjson")
        for more in [[], ["--json"]] {
            let arguments = ["check", "--schema", Repository.contract, "--max-message-bytes", "5000"] + more
            let result = try AuditProcess(arguments + ["in.ndjson"], in: work.path).wait()
            #expect(result.code == 1)
            for canary in Self.planted.map(\.canary) {
                for (name, text) in [("output", result.output + result.error)] + (try reports()) {
                    #expect(canary.forms(in: text).isEmpty, "\(canary.text) in \(name)")
                }
            }
        }
    }
}
