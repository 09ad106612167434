import Foundation
import Reporting
import TestSupport
import Testing

/// Inputs that no one should send: the right exit code, a sentence that says what to do, and every message accounted for.
@Suite struct BadInputTests {
    private let work: Workspace
    private let database: TestDatabase

    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        try work.write(try Contracts.withoutChecks(), to: "c.yaml")
    }

    private func load(_ arguments: String...) throws -> AuditResult {
        try AuditProcess(
            ["load", "--schema", "c.yaml", "--database", database.address, "--quiet"] + arguments, in: work.path
        ).wait()
    }

    /// The report's counts, held against the tables and the promise.
    private func checkedCounts() throws -> AuditReport.Counts {
        let report = try work.report()
        let counts = report.counts
        let run = report.run.id
        #expect(
            counts.read
                == [counts.loaded, counts.replaced, counts.quarantined, counts.released].reduce(0) { $0 + ($1 ?? 0) })
        #expect(
            try database.rows(of: "user_logins", where: "run_id = '\(run)'") == (counts.loaded ?? 0)
                + (counts.replaced ?? 0))
        #expect(try database.rows(of: "audit.quarantine", where: "run_id = '\(run)'") == counts.quarantined)
        return counts
    }

    /// The keywords of the entries of the last run, in input order.
    private func reasons() throws -> [String] {
        try database.texts(
            """
            SELECT string_agg(e->>'keyword', ' ' ORDER BY e->>'keyword') FROM audit.quarantine, jsonb_array_elements(errors) e
            GROUP BY quarantine_id ORDER BY position
            """
        ).compactMap(\.self)
    }

    @Test("A file that is missing, a directory, and one of several: exit 2 before anything is loaded")
    func unreadable() throws {
        try work.write(Logins.lines(0..<5), to: "good.ndjson")
        for (name, says) in [
            ("absent.ndjson", "absent.ndjson cannot be read: No such file or directory."),
            (".", ". is a directory, not a file."),
        ] {
            for arguments in [[name], ["good.ndjson", name]] {
                let result = try AuditProcess(
                    ["load", "--schema", "c.yaml", "--database", database.address] + arguments, in: work.path
                ).wait()
                #expect(result.code == 2)
                #expect(result.complaints.count == 1)
                #expect(result.error.contains(says), "\(result)")
            }
        }
        #expect(try database.count("SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'") == 0)
    }

    @Test("A file without permission is exit 2, for root without its privileges too")
    func denied() throws {
        try work.write(Logins.lines(0..<5), to: "secret.ndjson")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: "\(work.path)/secret.ndjson")
        let launcher = geteuid() == 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : []
        let result = try AuditProcess(
            ["check", "--schema", "c.yaml", "secret.ndjson"], in: work.path, launcher: launcher
        ).wait()
        #expect(result.code == 2)
        #expect(result.error.contains("secret.ndjson cannot be read: Permission denied"))
    }

    @Test("An empty input is incomplete, unless it is allowed; also from a pipe and with blank lines alone")
    func empty() throws {
        for (name, content) in [("empty", ""), ("blank", "\n \r\n\n"), ("array", "[]")] {
            try work.write(content, to: name)
            let refused = try load(name)
            #expect(refused.code == 2, "\(refused)")
            #expect(try work.report().problems.map(\.code) == ["source.empty"])
            // Also where --quiet leaves out all but the last line.
            #expect(refused.complaints.count == 1)
            #expect(refused.error.hasPrefix("audit: \(name) holds no message. Check what writes it;"))
            let allowed = try load("--allow-empty", name)
            #expect(allowed.code == 0, "\(allowed)")
            #expect(try checkedCounts().read == 0)
        }
        let piped = try work.audit(
            "load", "--schema", "c.yaml", "--database", database.address, "--quiet", "-", input: .pipe([]))
        #expect(piped.code == 2)
    }

    @Test("Binary rubbish is quarantined line by line, with nothing of it in the reports")
    func rubbish() throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<20_000).map { _ in UInt8.random(in: 1...255, using: &random) }.map { $0 == 0x0D ? 0x0E : $0 }
        try work.write([0x01, 0x02] + bytes, to: "rubbish")
        let result = try load("--max-invalid", "0", "rubbish")
        #expect([1, 2].contains(result.code), "\(result)")
        let counts = try checkedCounts()
        #expect(counts.loaded == 0)
        #expect(counts.quarantined == counts.read)
    }

    @Test("A truncated gzip: what is complete is loaded, the run is incomplete; the whole file then completes it")
    func truncatedGzip() throws {
        try work.write(Logins.lines(0..<2_000), to: "all.ndjson")
        #expect(try Shell.run("cd '\(work.path)' && gzip -k all.ndjson && head -c 9000 all.ndjson.gz > in.gz") == 0)
        let result = try load("in.gz")
        #expect(result.code == 2, "\(result)")
        #expect(result.lastLine.contains("INCOMPLETE: "))
        let counts = try checkedCounts()
        let loaded = try #require(counts.loaded)
        #expect(loaded > 50 && loaded < 2_000)
        #expect((counts.quarantined ?? 0) <= 1)
        #expect(try work.report().problems.map(\.code) == ["source.truncated"])
        let whole = try load("--source-id", "in.gz", "all.ndjson.gz")
        #expect(whole.code == 0, "\(whole)")
        #expect(try checkedCounts().replaced == loaded)
        #expect(try database.rows(of: "user_logins") == 2_000)
        #expect(try database.rows(of: "audit.quarantine", where: "status = 'open'") <= counts.quarantined ?? 0)
    }

    @Test("A corrupt gzip is incomplete")
    func corruptGzip() throws {
        try work.write(Logins.lines(0..<2_000), to: "all.ndjson")
        try #require(try Shell.run("cd '\(work.path)' && gzip -k all.ndjson") == 0)
        var bytes = Array(try Data(contentsOf: URL(filePath: "\(work.path)/all.ndjson.gz")))
        for index in 9_000..<9_040 { bytes[index] ^= 0xFF }
        try work.write(bytes, to: "in.gz")
        let result = try load("in.gz")
        #expect(result.code == 2, "\(result)")
        _ = try checkedCounts()
        #expect(try work.report().problems.count == 1)
    }

    @Test("A line over the limit is quarantined, the next one is loaded")
    func oversize() throws {
        let large = Logins.withExtra(1, value: "\"" + String(repeating: "x", count: 3_000_000) + "\"")
        try work.write([Logins.valid(0), large, Logins.valid(2)].joined(separator: "\n") + "\n", to: "in.ndjson")
        let result = try load("in.ndjson")
        #expect(result.code == 0, "\(result)")
        var counts = try checkedCounts()
        #expect([counts.read, counts.loaded, counts.quarantined] == [3, 2, 1])
        #expect(try reasons() == ["message.tooLarge"])
        #expect(try database.count("SELECT max(octet_length(sealed)) FROM audit.quarantine") < 10_000)
        let larger = try load("--max-message-bytes", "4000000", "in.ndjson")
        #expect(larger.code == 0, "\(larger)")
        counts = try checkedCounts()
        #expect([counts.read, counts.replaced, counts.quarantined] == [3, 2, 1])
        let small = try load("--max-message-bytes", "50", "--source-id", "other", "in.ndjson")
        #expect(small.lastLine.hasPrefix("3 read: 0 loaded, 0 replaced, 3 quarantined"))
    }

    @Test("What is no JSON, or JSON in bad taste, is quarantined with its reason; its neighbours are loaded")
    func hostile() throws {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let lines: [[UInt8]] = [
            Array(Logins.valid(0).utf8),
            Array(Logins.withExtra(1, value: deep).utf8),
            Array(deep.utf8),
            Array(Logins.object(3, version: "\"1.0\"", device: "\u{1}").utf8).map { $0 == 1 ? 0xFF : $0 },
            Array(Logins.object(4, locale: "\"\\ud800\"").utf8),
            Array(Logins.object(5, version: "123456789012345678901234567890").utf8),
            Array("{\"user_id\": \"a\", \"user_id\": \"b\"}".utf8),
            Array("not json".utf8), Array("{\"a\": 1} {\"b\": 2}".utf8), Array("null".utf8), Array("[1,2]".utf8),
            Array("{\"a\": 01}".utf8), Array("{\"a\": NaN}".utf8), Array("\"\u{0}\"".utf8),
            Array(Logins.valid(14).utf8),
        ]
        try work.write(Array(lines.joined(separator: [0x0A])), to: "in.ndjson")
        let result = try load("in.ndjson")
        #expect(result.code == 0, "\(result)")
        let counts = try checkedCounts()
        #expect([counts.read, counts.loaded, counts.quarantined] == [15, 2, 13])
        let found = try reasons()
        #expect(found.count == 13)
        let kinds = found.map { $0.hasPrefix("json.") ? "json" : $0 }
        #expect(
            kinds == [
                "json", "json", "json", "json", "type", "json", "json", "json", "type", "type", "json", "json", "json",
            ], "\(found)")
        let second = try load("in.ndjson")
        #expect(second.lastLine.hasPrefix("15 read: 0 loaded, 2 replaced, 13 quarantined"))
        #expect(try database.rows(of: "audit.quarantine") == 13)
    }

    @Test("Duplicate keys are an error by default; where they are allowed the last one counts")
    func duplicateKeys() throws {
        let twice = Logins.valid(1).dropLast() + ", \"device_type\": \"ios\"}"
        try work.write("\(twice)\n", to: "in.ndjson")
        #expect(try load("in.ndjson").lastLine.hasPrefix("1 read: 0 loaded, 0 replaced, 1 quarantined"))
        let allowed = try load("--allow-duplicate-keys", "in.ndjson")
        #expect(allowed.code == 0, "\(allowed)")
        #expect(try checkedCounts().loaded == 1)
        #expect(try database.texts("SELECT device_type FROM user_logins") == ["ios"])
        #expect(try database.rows(of: "audit.quarantine", where: "status = 'open'") == 0)
    }

    @Test("U+0000 and numbers that their column cannot hold are found before the database sees them")
    func columns() throws {
        try work.write(
            """
            contract: loose
            version: 1.0.0
            message:
              type: object
              required: [name, count]
              properties: {name: {type: string}, count: {type: integer}, share: {type: number}}
            load:
              table: loose
              key: [id]
              columns:
                id: {from: $message.id, type: uuid}
                name: {from: /name, type: varchar(5)}
                count: {from: /count, type: bigint}
                share: {from: /share, type: double precision}
            """, to: "loose.yaml")
        let lines = [
            #"{"name": "a\u0000b", "count": 1}"#, #"{"name": "b", "count": 9223372036854775807}"#,
            #"{"name": "c", "count": 9223372036854775808}"#, #"{"name": "d", "count": 1e3}"#,
            #"{"name": "toolong", "count": 1}"#, #"{"name": "ääääß", "count": -9223372036854775808, "share": 1e400}"#,
            #"{"name": "ääääß", "count": -9223372036854775808, "share": 1.5}"#,
            #"{"name": "\ud83d\ude00", "count": 0}"#,
        ]
        try work.write(lines.joined(separator: "\n"), to: "in.ndjson")
        let result = try work.audit(
            "load", "--schema", "loose.yaml", "--database", database.address, "--quiet", "in.ndjson")
        #expect(result.lastLine.hasPrefix("8 read: 4 loaded, 0 replaced, 4 quarantined"), "\(result)")
        #expect(try work.report("loose").reconciled == true)
        #expect(
            try database.texts("SELECT concat_ws(' ', name, count, share) FROM loose ORDER BY id") == [
                "b 9223372036854775807", "d 1000", "ääääß -9223372036854775808 1.5", "😀 0",
            ])
        let refused = try database.texts(
            "SELECT e->>'pointer' FROM audit.quarantine, jsonb_array_elements(errors) e ORDER BY position")
        #expect(refused == ["/name", "/count", "/name", "/share"])
        #expect(try database.rows(of: "audit.quarantine", where: "errors::text LIKE '%database.%'") == 0)
    }

    @Test("A UTF-16 file is told what to do about it")
    func otherEncoding() throws {
        let units: [UInt16] = [0xFEFF] + Array(Logins.valid(0).utf16)
        let bytes = units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        try work.write(bytes, to: "in.ndjson")
        let result = try load("in.ndjson")
        #expect(result.code == 2, "\(result)")
        let problem = try #require(try work.report().problems.first)
        #expect(problem.code == "source.encoding")
        #expect(problem.remedy.contains("iconv"))
    }
}
