import Foundation
import Reporting
import Testing

/// `invalidValues` and the profile count where the wrong value is, not where its schema stands.
@Suite struct FieldCountTests {
    /// Checks a contract's messages, and returns measured values by the fields of its `invalidValues` checks.
    private func measure(
        _ message: String, _ messages: [String], fields: [String], _ more: String...
    ) throws -> [String: (measured: Double?, status: AuditReport.CheckStatus)] {
        let work = try Workspace()
        let checks = fields.map { "  - {metric: invalidValues, field: \($0), mustBe: 0}\n" }.joined()
        try work.write(
            "contract: fields\nversion: 1.0.0\nmessage:\n\(message)\nchecks:\n\(checks)"
                + "  - {metric: invalidRows, mustBeLessThan: 100}\n", to: "c.yaml")
        try work.write(messages.joined(separator: "\n"), to: "in.ndjson")
        let result = try AuditProcess(["check", "--schema", "c.yaml", "in.ndjson"] + more, in: work.path).wait()
        let report = try work.report("fields")
        #expect(result.code == (report.run.status == .failed ? 1 : 2), "\(result)")
        let judged = report.checks.filter { $0.kind == .run && $0.field != nil }
        return Dictionary(uniqueKeysWithValues: judged.map { ($0.field ?? "", ($0.measured, $0.status)) })
    }

    @Test("Fields that share a schema are counted apart")
    func shared() throws {
        let found = try measure(
            """
              type: object
              properties: {home: {$ref: "#/$defs/place"}, work: {$ref: "#/$defs/place"}}
              $defs: {place: {type: object, required: [zip], properties: {zip: {type: string, maxLength: 3}}}}
            """,
            [
                #"{"home": {"zip": "123"}, "work": {"zip": "12345"}}"#, #"{"work": {}}"#,
                #"{"home": {"zip": 1}, "work": {"zip": "1"}}"#,
            ], fields: ["/home/zip", "/work/zip"])
        #expect(found["/home/zip"]?.measured == 1)
        #expect(found["/work/zip"]?.measured == 2)
        #expect(found["/home/zip"]?.status == .failed)
    }

    @Test("Items, and members whose name only a pattern allows, are counted where a check names them")
    func unnamed() throws {
        let found = try measure(
            """
              type: object
              properties: {tags: {type: array, items: {type: string}}}
              patternProperties: {"^x_": {type: integer}}
            """, [#"{"tags": [1, "a"], "x_1": "no"}"#, #"{"tags": ["a", 1], "x_1": 1}"#],
            fields: ["/tags/0", "/x_1"])
        #expect(found["/tags/0"]?.measured == 1)
        #expect(found["/x_1"]?.measured == 1)
    }

    @Test("A field whose errors may lie behind the limit for one message is not said to be right")
    func truncated() throws {
        let list = Array(repeating: "\"x\"", count: 150).joined(separator: ",")
        let found = try measure(
            "  type: object\n  properties: {list: {type: array, items: {type: integer}}, z: {type: integer}}",
            ["{\"list\": [\(list)], \"z\": \"bad\"}"], fields: ["/z"])
        #expect(found["/z"]?.status == .error)
        let all = try measure(
            "  type: object\n  properties: {list: {type: array, items: {type: integer}}, z: {type: integer}}",
            ["{\"list\": [\(list)], \"z\": \"bad\"}"], fields: ["/z"], "--max-errors-per-message", "1000")
        #expect(all["/z"]?.status == .failed)
        #expect(all["/z"]?.measured == 1)
    }

    @Test("One message with more errors than are told decides nothing where it does not matter")
    func truncatedAndFine() throws {
        let list = Array(repeating: "\"x\"", count: 150).joined(separator: ",")
        let work = try Workspace()
        try work.write(
            """
            contract: fine
            version: 1.0.0
            message: {type: object, properties: {list: {type: array, items: {type: integer}}, z: {type: integer}}}
            checks:
              - {metric: invalidValues, field: /z, unit: percent, mustBeLessThan: 5}
              - {metric: invalidRows, mustBeLessThan: 10}
            """, to: "c.yaml")
        let messages = ["{\"list\": [\(list)], \"z\": 1}"] + (0..<99).map { "{\"z\": \($0)}" }
        try work.write(messages.joined(separator: "\n"), to: "in.ndjson")
        let result = try work.audit("check", "--schema", "c.yaml", "in.ndjson")
        #expect(result.code == 0, "\(result)")
        let report = try work.report("fine")
        #expect(report.errorsTruncated == 1)
        #expect(report.checks.first { $0.field == "/z" && $0.kind == .run }?.status == .passed)
        // What nobody broke as far as was told is not said to hold.
        #expect(report.checks.first { $0.id == "schema:/z:type" }?.status == .notJudged)
    }

    @Test("Of a name that stands twice the last member counts, once, with all that lies in it")
    func duplicates() throws {
        let work = try Workspace()
        try work.write(
            """
            contract: twice
            version: 1.0.0
            message:
              type: object
              properties: {a: {type: object, properties: {b: {type: string}}}, c: {type: string}}
            checks:
              - {metric: missingValues, field: /c, mustBe: 1}
              - {metric: missingValues, field: /a/b, mustBe: 2}
            """, to: "c.yaml")
        try work.write(#"{"c": "x", "c": "y", "a": {"b": "gone"}, "a": {}} {"a": {}}"#, to: "in.ndjson")
        let result = try work.audit("check", "--schema", "c.yaml", "--allow-duplicate-keys", "in.ndjson")
        #expect(result.code == 0, "\(result)")
        let fields = try work.report("twice").fields
        #expect(fields.first { $0.pointer == "/c" }?.present == 1)
        #expect(fields.first { $0.pointer == "/a" }?.present == 2)
        #expect(fields.first { $0.pointer == "/a/b" }?.present == 0)
        // The others are not validated either.
        try work.write(#"{"c": 1, "c": "y"} {"c": "y", "c": 1}"#, to: "wrong.ndjson")
        _ = try work.audit("check", "--schema", "c.yaml", "--allow-duplicate-keys", "wrong.ndjson")
        let wrong = try work.report("twice")
        #expect(wrong.counts.invalid == 1)
        #expect(wrong.fields.first { $0.pointer == "/c" }?.invalid == 1)
    }

    @Test("A load that broke off counts the fields of what it read, and not of what it judged ahead")
    func brokenOff() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(
            """
            contract: broken
            version: 1.0.0
            message: {type: object, properties: {n: {type: integer}}}
            load: {table: t, key: [id], columns: {id: {from: $message.id, type: uuid}, n: {from: /n, type: integer}}}
            checks: [{metric: missingValues, field: /n, mustBe: 0}]
            """, to: "c.yaml")
        try database.run(
            """
            CREATE TABLE t (id uuid PRIMARY KEY, n integer);
            CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF NEW.n = 1500 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$;
            CREATE TRIGGER leave BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION leave()
            """)
        // Several blocks: what is behind the one that broke off was judged and never accepted.
        let padding = String(repeating: " ", count: 200)
        try work.write((0..<40_000).map { "{\"n\":\(padding)\($0)}" }.joined(separator: "\n"), to: "in.ndjson")
        let result = try work.audit(
            "load", "--schema", "c.yaml", "--database", database.address, "--batch-rows", "1000", "--retry-time", "0s",
            "in.ndjson")
        #expect(result.code == 2, "\(result)")
        let report = try work.report("broken")
        let read = try #require(report.counts.read)
        #expect(read < 40_000)
        let check = try #require(report.checks.first { $0.id == "run:missingValues.n" })
        #expect(check.measured == 0 && check.failureCount == 0, "\(check)")
        #expect(try #require(report.fields.first).present == read)
    }
}
