import Foundation
import Reporting
import TestSupport
import Testing

/// Checks that could not say what they were asked: never taken for checks that found nothing.
@Suite struct DoubtfulCheckTests {
    private let work: Workspace

    init() throws { work = try Workspace(keyring: true) }

    private func check(_ contract: String, _ messages: String, _ flags: String...) throws -> AuditResult {
        try work.write("contract: c\nversion: 1.0.0\n" + contract, to: "c.yaml")
        try work.write(messages, to: "in.ndjson")
        return try AuditProcess(["check", "--schema", "c.yaml"] + flags + ["in.ndjson"], in: work.path).wait()
    }

    private func status(of id: String) throws -> AuditReport.CheckStatus? {
        try work.report("c").checks.first { $0.id == id }?.status
    }

    private static let exploding = """
        message: {type: string, pattern: '^(a+)+$'}
        checks: [{metric: invalidRows, unit: percent, mustBeLessThan: 60}]

        """

    @Test("A pattern that gave up makes the run incomplete, however many invalid messages are allowed")
    func gaveUp() throws {
        let long = "\"" + String(repeating: "a", count: 5_000) + "b\"\n"
        let result = try check(Self.exploding, long + "\"aaa\"\n")
        #expect(result.code == 2, "\(result)")
        #expect(result.output.contains("problem message.undecided: Checks gave up on 1 message, counted as invalid."))
        #expect(try status(of: "schema:/:pattern") == .error)
        let report = try work.report("c")
        #expect(report.counts.invalid == 1 && report.run.status == .incomplete)
        #expect(try work.text("reports/c/latest/junit.xml").contains("message.undecided"))
        // One that was decided is an ordinary failure, which is allowed here.
        #expect(try check(Self.exploding, "\"b\"\n\"aaa\"\n").code == 0)
    }

    @Test("A load keeps the message that no check could decide, and says so")
    func gaveUpInLoad() throws {
        let database = try TestDatabase()
        try work.write(
            """
            contract: c
            version: 1.0.0
            message: {type: object, properties: {a: {type: string, pattern: '^(a+)+$'}}}
            load: {table: t, key: [id], columns: {id: {from: $message.id, type: uuid}, a: {from: /a, type: text}}}
            """, to: "l.yaml")
        let long = "{\"a\":\"" + String(repeating: "a", count: 5_000) + "b\"}\n"
        try work.write(long + "{\"a\":\"aa\"}\n", to: "in.ndjson")
        let result = try work.audit("load", "--schema", "l.yaml", "--database", database.address, "in.ndjson")
        #expect(result.code == 2, "\(result)")
        #expect(try database.rows(of: "t") == 1)
        #expect(try database.rows(of: "audit.quarantine") == 1)
        #expect(try work.report("c").reconciled == true)
    }

    @Test("A container is invalid with what it holds")
    func containers() throws {
        let contract = """
            message:
              type: object
              properties:
                list: {type: array, items: {type: integer}}
                n: {type: object, required: [y], properties: {x: {type: integer}, y: true}}
            checks:
              - {metric: invalidRows, unit: percent, mustBeLessThan: 90}
              - {metric: invalidValues, field: /list, mustBe: 0}
              - {metric: invalidValues, field: /n, mustBe: 0}
              - {metric: invalidValues, field: /n/x, mustBe: 0}
              - {metric: invalidValues, field: /n/y, mustBe: 0}

            """
        let messages = ["{\"list\":[\"a\"]}", "{\"n\":{\"x\":\"s\",\"y\":1}}", "{\"n\":{}}", "{}"]
        let result = try check(contract, messages.joined(separator: "\n") + "\n")
        #expect(result.code == 1, "\(result)")
        let measured = try work.report("c").checks.filter { $0.keyword == "invalidValues" }
        #expect(measured.map(\.measured) == [1, 2, 1, 1])
        #expect(measured.allSatisfy { $0.status == .failed })
    }

    @Test(
        "A check of a field that nobody has heard of cannot be evaluated", arguments: ["nullValues", "invalidValues"])
    func misspelt(metric: String) throws {
        let contract = """
            message: {type: object, properties: {locale: {type: [string, 'null']}}}
            checks: [{metric: \(metric), field: /locael, unit: percent, mustBeLessThan: 1}]

            """
        let result = try check(contract, "{\"locale\":null}\n")
        #expect(result.code == 2, "\(result)")
        #expect(result.output.contains("/locael, which the schema does not name and no message has."))
        #expect(try status(of: "run:\(metric).locael") == .error)
        // One message that has it proves that the field is meant.
        #expect(try check(contract, "{\"locale\":null}\n{\"locael\":1}\n").code == 0)
    }

    @Test("A field that the schema names anywhere may be missing from every message")
    func named() throws {
        for schema in [
            "{type: object, properties: {a: {type: integer}}}",
            "{type: object, oneOf: [{required: [a]}, {required: [b]}]}",
            "{type: object, patternProperties: {'^x': true}}",
            "{$ref: '#/$defs/m', $defs: {m: {properties: {a: true}}}}",
        ] {
            let result = try check(
                "message: \(schema)\nchecks: [{metric: nullValues, field: /a, mustBe: 0}]\n", "{\"b\":1}\n")
            #expect(result.code == 0, "\(schema): \(result)")
        }
    }

    @Test("A check that was not judged has measured nothing")
    func notJudged() throws {
        let contract = "message: {type: object, properties: {a: {type: integer}, b: {type: integer}}}\n"
        let result = try check(contract, "{\"a\":\"\",\"b\":\"\"}\n", "--max-errors-per-message", "1")
        #expect(result.code == 1, "\(result)")
        let check = try #require(try work.report("c").checks.first { $0.id == "schema:/b:type" })
        #expect(check.status == .notJudged && check.measured == nil && check.failureCount == nil)
    }

    @Test("Tolerated errors stay warnings where another check fails")
    func tolerated() throws {
        let contract = """
            message: {type: object, properties: {a: {type: integer}, b: true}}
            checks:
              - {metric: invalidRows, unit: percent, mustBeLessThan: 60}
              - {metric: missingValues, field: /b, mustBe: 0}

            """
        let result = try check(contract, "{\"a\":\"\"}\n{\"a\":1}\n")
        #expect(result.code == 1)
        #expect(try status(of: "schema:/a:type") == .warned)
        #expect(try status(of: "run:missingValues.b") == .failed)
    }

    @Test("The check that breaks a field's limit fails, also inside it and where places share its definition")
    func limited() throws {
        let contract = """
            message:
              type: object
              properties:
                l: {type: array, items: {type: integer}}
                b: {$ref: '#/$defs/s'}
                c: {$ref: '#/$defs/s'}
                d: {type: integer}
              $defs: {s: {type: string}}
            checks:
              - {metric: invalidRows, unit: percent, mustBeLessThan: 90}
              - {metric: invalidValues, field: /l, mustBe: 0}
              - {metric: invalidValues, field: /b, mustBe: 0}

            """
        let result = try check(contract, "{\"l\":[\"x\"]}\n{\"b\":1}\n{\"d\":\"\"}\n{}\n{}\n")
        #expect(result.code == 1, "\(result)")
        #expect(try status(of: "schema:/l/*:type") == .failed)
        #expect(try status(of: "schema:#/$defs/s:type") == .failed)
        #expect(try status(of: "schema:/d:type") == .warned)
    }

    @Test("A field that a column or pii names is one that the contract has heard of")
    func namedElsewhere() throws {
        let contract = """
            message: {type: object, properties: {a: {type: integer}}}
            pii: [/meta/debug]
            load: {table: t, columns: {note: {from: /note, type: text}}}
            checks:
              - {metric: nullValues, field: /note, mustBe: 0}
              - {metric: nullValues, field: /meta, mustBe: 0}
              - {metric: nullValues, field: /meta/debug/x, mustBe: 0}

            """
        let result = try check(contract, "{\"a\":1}\n")
        #expect(result.code == 0, "\(result)")
    }

    @Test("Definitions of several files are told apart")
    func definitions() throws {
        for name in ["p", "q"] { try work.write("{\"type\":\"string\"}", to: "\(name).json") }
        let contract = """
            message:
              type: object
              properties: {a: {$ref: p.json}, b: {$ref: p.json}, c: {$ref: q.json}, d: {$ref: q.json}, e: {$ref: p.json}}

            """
        #expect(try check(contract, "{\"a\":1}\n").code == 1)
        #expect(try status(of: "schema:p.json#:type") == .failed)
        #expect(try status(of: "schema:q.json#:type") == .passed)
    }

    @Test(
        "A limit that nothing can break is a mistake",
        arguments: [
            "metric: invalidRows, unit: percent, mustBeLessThan: 500", "metric: rowCount, mustBeGreaterOrEqualTo: 0",
            "metric: invalidRows, unit: percent, mustBeBetween: [0, 100]",
        ])
    func idle(limit: String) throws {
        let result = try check("message: {type: object}\nchecks: [{\(limit)}]\n", "{}\n")
        #expect(result.code == 78, "\(result)")
        #expect(result.error.contains("nothing can break"))
    }

    @Test("A contract's check keeps its id beside the program's own")
    func ids() throws {
        let contract = """
            message: {type: object}
            checks: [{id: max_invalid, metric: invalidRows, mustBeLessThan: 9}, {id: row_count, metric: invalidRows, mustBe: 0}]

            """
        let result = try check(contract, "{}\n", "--max-invalid", "3")
        #expect(result.code == 0, "\(result)")
        let ids = try work.report("c").checks.filter { $0.kind == .run }.map(\.id)
        #expect(ids == ["run:default_row_count", "run:max_invalid", "run:row_count", "run:default_max_invalid"])
    }

    @Test("A limit and what was measured are not rounded into each other")
    func rounding() throws {
        let contract = """
            message: {type: integer}
            checks: [{metric: invalidRows, unit: percent, mustBeLessThan: 5}]

            """
        let lines = (0..<200_000).map { $0 < 9_999 ? "\"\"" : "1" }.joined(separator: "\n")
        let result = try check(contract, lines, "--input-format", "ndjson")
        #expect(result.code == 0, "\(result)")
        #expect(try work.text("reports/c/latest/junit.xml").contains("measured 4.9995 %, required &lt; 5 %"))
    }
}
