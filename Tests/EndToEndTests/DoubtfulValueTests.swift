import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// Values that the schema refuses, or never looks at, without an error of their own: the quarantine shows none of them.
@Suite struct DoubtfulValueTests {
    private static let contract = """
        contract: doubts
        version: 1.0.0
        message:
          type: object
          properties:
            age: {type: integer}
            kind: {enum: [a, b]}
            note: {type: string}
            list: {type: array, items: {type: integer}}
            pair: {type: array, prefixItems: [{type: string}]}
            seen: {type: array, contains: {const: 1}, items: {type: [integer, string]}}
            never: {type: object, properties: {x: {type: string}}, not: {required: [x]}}
            pay:
              oneOf:
                - {required: [a], properties: {a: {type: integer}}}
                - {required: [b, c], properties: {b: {type: integer}, c: {type: integer}}}
            whole: {type: object, properties: {k: {type: string}}, enum: [{k: a}, {k: b}]}
            fixed: {type: array, items: {type: string}, const: [a]}
            deep: {$ref: "#/$defs/deep"}
            z: {type: integer}
          $defs:
            deep:
              anyOf:
                - {properties: {n: {$ref: "#/$defs/deep"}}, required: [x]}
                - {properties: {n: {$ref: "#/$defs/deep"}}, required: [y]}
          if: {required: [switch]}
          then: {properties: {late: {type: integer}}}
          required: [note]
        load:
          table: doubts
          key: [message_id]
          columns: {message_id: {from: $message.id, type: uuid}, run_id: {from: $run.id, type: uuid}}
        """

    /// Each message is refused and holds `CANARY` in a declared place.
    private static let messages = [
        // A name that stands twice: the schema never runs.
        #"{"age": "CANARY", "kind": "CANARY", "note": "x", "note": "CANARY"}"#,
        // More errors than are told.
        #"{"note": "n", "list": [\#(Array(repeating: "\"CANARY\"", count: 150).joined(separator: ","))]}"#,
        // Of alternatives only the closest one's errors are told.
        #"{"note": "n", "pay": {"b": "CANARY"}}"#,
        // What only an alternative declares: it holds, and never looked at the value.
        #"{"pay": {"a": 1, "b": "CANARY"}}"#, #"{"late": "CANARY"}"#,
        // Positions that no schema names.
        #"{"pair": ["ok", "CANARY"]}"#,
        // What is compared as a whole.
        #"{"note": "n", "whole": {"k": "CANARY"}}"#, #"{"note": "n", "fixed": ["CANARY"]}"#,
        // What nobody looked at because the steps for the message were used up.
        #"{"note": "n", "deep": \#(String(repeating: #"{"n":"#, count: 26))1\#(String(repeating: "}", count: 26)), "#
            + #""z": "CANARY"}"#,
        // What a list must contain, and what an object must not be.
        #"{"note": "n", "seen": ["CANARY"]}"#, #"{"note": "n", "never": {"x": "CANARY"}}"#,
    ]

    @Test("Whatever keeps a value from having been accepted keeps it from being shown", arguments: [100, 1])
    func canaries(maximumErrors: Int) throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(Self.contract, to: "doubts.yaml")
        try work.write(Self.messages.joined(separator: "\n"), to: "in.ndjson")
        let result = try work.audit(
            "load", "--schema", "doubts.yaml", "--database", database.address, "--max-errors-per-message",
            "\(maximumErrors)", "in.ndjson")
        #expect(result.lastLine.hasPrefix("11 read: 0 loaded, 0 replaced, 11 quarantined"), "\(result)")
        let payloads = try database.texts("SELECT payload_masked::text FROM audit.quarantine ORDER BY position")
        #expect(payloads.count == 11)
        for (number, payload) in payloads.enumerated() {
            let payload = try #require(payload)
            #expect(!payload.contains("CANARY"), "message \(number): \(payload)")
            // The shape is kept.
            #expect(payload.contains("$masked"), "message \(number): \(payload)")
        }
        #expect(payloads[0]?.contains("\"age\"") == true)
    }

    @Test("What was accepted is still shown beside what was not")
    func neighbours() throws {
        let work = try Workspace(keyring: true)
        let database = try TestDatabase()
        try work.write(Self.contract, to: "doubts.yaml")
        try work.write(#"{"age": 41, "kind": "a", "pair": ["left"], "pay": {"b": 1}}"#, to: "in.ndjson")
        _ = try work.audit("load", "--schema", "doubts.yaml", "--database", database.address, "in.ndjson")
        let shown = try database.texts(
            "SELECT concat_ws(' ', payload_masked->>'age', payload_masked->>'kind', payload_masked#>>'{pair,0}') "
                + "FROM audit.quarantine")
        #expect(shown == ["41 a left"])
    }
}
