import Testing
import Validator

@testable import Loader

@Suite struct PayloadMaskerTests {
    private static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "name": ["type": "string"], "ip": ["type": "string"], "count": ["type": "integer"],
            "tags": ["type": "array", "items": ["type": "string"]],
            "home": ["$ref": "#/$defs/place"],
        ],
        "$defs": [
            "place": ["type": "object", "properties": ["city": ["type": "string"], "in": ["$ref": "#/$defs/place"]]]
        ],
    ]

    private static let fingerprinter = Fingerprinter(knownRing())

    private func mask(_ text: String, pii: [JSONPointer] = [], errors: [JSONPointer] = []) throws -> JSONValue {
        let contract = Contract(
            name: "a", version: "1.0.0", messageSchema: Self.schema, pii: pii, checks: [], fingerprint: "", path: "")
        let parser = JSONParser()
        return try Array(text.utf8).withUnsafeBytes { bytes in
            let masker = PayloadMasker(contract, fingerprinter: Self.fingerprinter)
            return try JSONValue.parse(masker.mask(try parser.parse(bytes), errors: errors).text)
        }
    }

    private func fingerprint(_ text: String) -> JSONValue {
        .string(Array(text.utf8).withUnsafeBytes { Self.fingerprinter.fingerprint(of: $0) })
    }

    @Test("a declared value that passed is shown, with all that surrounds it")
    func shown() throws {
        let text = #"{"name":"n","count":1.50,"tags":["a","b"],"home":{"city":"Bonn","in":{"city":"NRW"}}}"#
        #expect(try mask(text).serialized() == text)
    }

    @Test("a refused, a personal and an undeclared value become kind, length and fingerprint")
    func hidden() throws {
        let masked = try mask(
            #"{"name": "änne", "ip": "1.2.3.4", "secret-name": "hello", "count": 12, "tags": ["a", 5]}"#,
            pii: ["/ip"], errors: ["/count", "/tags/1", ""])
        #expect(masked["name"] == "änne")
        #expect(masked["ip"] == ["$masked": ["kind": "string", "length": 7, "fingerprint": fingerprint("1.2.3.4")]])
        #expect(masked["count"] == ["$masked": ["kind": "integer", "length": 2, "fingerprint": fingerprint("12")]])
        #expect(
            masked["tags"] == ["a", ["$masked": ["kind": "integer", "length": 1, "fingerprint": fingerprint("5")]]])
        let name = "undeclared:11:\(fingerprint("secret-name").string ?? "")"
        #expect(masked[name] == ["$masked": ["kind": "string", "length": 5, "fingerprint": fingerprint("hello")]])
    }

    @Test("names that look alike are different names, also once one of them was met")
    func lookAlikes() throws {
        let schema: JSONValue = ["properties": ["pr\u{E9}nom": ["type": "string"]]]
        let contract = Contract(
            name: "a", version: "1.0.0", messageSchema: schema, pii: ["/pr\u{E9}nom"], checks: [], fingerprint: "",
            path: "")
        let masker = PayloadMasker(contract, fingerprinter: Self.fingerprinter)
        for name in ["pr\u{E9}nom", "pre\u{301}nom"] {
            let parser = JSONParser()
            let masked = try Array("{\"\(name)\": \"Zo\"}".utf8).withUnsafeBytes { bytes in
                try masker.mask(parser.parse(bytes), errors: []).text
            }
            #expect(!masked.contains("Zo"))
        }
    }

    @Test("booleans and null tell their kind alone")
    func small() throws {
        let masked = try mask(#"{"name": true, "ip": null}"#, pii: ["/ip"], errors: ["/name"])
        #expect(masked["name"] == ["$masked": ["kind": "boolean"]])
        #expect(masked["ip"] == ["$masked": ["kind": "null"]])
    }

    @Test("below a personal place nothing is shown, not even a declared name")
    func below() throws {
        let masked = try mask(#"{"home": {"city": "Bonn"}}"#, pii: ["/home"])
        #expect(masked["home"]?["city"] == nil)
        #expect(!masked.serialized().contains("Bonn"))
        #expect(!masked.serialized().contains("city"))
    }

    @Test("an error inside a value hides what it lies in, not its neighbours")
    func inside() throws {
        let masked = try mask(#"{"home": {"city": "Bonn", "in": {"city": "NRW"}}}"#, errors: ["/home/in/city"])
        #expect(masked["home"]?["city"] == "Bonn")
        #expect(masked["home"]?["in"]?["city"] != "NRW")
    }

    @Test(
        "canaries in personal and in wrong places are not in the masked message",
        arguments: [
            #"{"ip": "CANARY"}"#, #"{"CANARY": 1}"#, #"{"x": {"CANARY": {"CANARY": ["CANARY"]}}}"#, #""CANARY""#,
            #"["CANARY", {"CANARY": "CANARY"}]"#, #"{"name": {"CANARY": "CANARY"}}"#, #"{"tags": {"a": "CANARY"}}"#,
            #"{"home": ["CANARY"]}"#, #"{"ip": {"name": "CANARY"}}"#, #"{"home": "CANARY"}"#,
        ])
    func canaries(_ text: String) throws {
        let masked = try mask(text, pii: ["/ip"], errors: ["", "/home", "/name"]).serialized()
        #expect(!masked.contains("CANARY"))
    }

    @Test("fingerprints differ by key and by value")
    func fingerprints() {
        let other = Fingerprinter(knownRing(9))
        let text = Array("x".utf8)
        #expect(fingerprint("x") == fingerprint("x"))
        #expect(fingerprint("x") != fingerprint("y"))
        #expect(text.withUnsafeBytes { other.fingerprint(of: $0) } != fingerprint("x").string)
        #expect(fingerprint("x").string?.utf8.count == 16)
    }
}
