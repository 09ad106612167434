import Testing

@testable import Validator

/// How many strings a subschema lets pass.
@Suite struct StringVarietyTests {
    @Test(
        "Choices, formats, patterns and lengths bound it; the least bound counts",
        arguments: [
            (["type": "integer"], 0), (["enum": ["a", "b", 1]], 2), (["const": "a"], 1), (["format": "date"], 36_525),
            (["format": "ipv4"], 4_294_967_296), (["maxLength": 1], 95), (["maxLength": 0], 1),
            (["pattern": "^[0-9]{3}-[0-9]{2}-[0-9]{4}$"], 1e9), (["pattern": "^(?:a|[bc]d?)$"], 5),
            (["pattern": "^a?$"], 2), (["pattern": "^[A-Z]{2}$", "maxLength": 1], 95), (["pattern": "^$"], 1),
        ] as [(JSONObject, Double)])
    func bounded(_ schema: JSONObject, _ count: Double) {
        #expect(StringVariety.bound(of: schema) == count)
    }

    @Test(
        "Without a limit there is none",
        arguments: [
            [:], ["type": "string"], ["format": "uuid"], ["pattern": "[0-9]{3}"], ["pattern": "^[0-9]+$"],
            ["pattern": #"^\p{L}$"#], ["pattern": "^a$|b"], ["pattern": "["],
        ] as [JSONObject])
    func unbounded(_ schema: JSONObject) {
        #expect(StringVariety.bound(of: schema) == nil)
    }

    @Test("What is astronomic overflows to infinity, not to a crash")
    func astronomic() {
        #expect(StringVariety.bound(of: ["maxLength": 1_000_000]) == .infinity)
        #expect(StringVariety.bound(of: ["pattern": "^[a-z]{1,100000}$"]) == .infinity)
        #expect(StringVariety.bound(of: ["pattern": "^([a-z]{1,400}){400}$"]) == .infinity)
    }
}
