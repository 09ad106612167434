import Testing
import Validator

@testable import Loader

@Suite struct SchemaFactsTests {
    private static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "a": ["type": ["string", "null"], "maxLength": 4],
            "b": ["$ref": "#/$defs/node"],
            "c": ["anyOf": [["type": "integer"], ["const": "x"]]],
            "d": ["type": "array", "prefixItems": [["type": "boolean"]], "items": false],
            "e": ["enum": ["left", "up", .null]],
            "f": ["type": "object", "patternProperties": ["^x": ["type": "string"]], "additionalProperties": false],
            "g": ["allOf": [["type": "string"], ["type": "integer"]]],
        ],
        "additionalProperties": ["type": "number"],
        "$defs": [
            "node": ["type": "object", "properties": ["next": ["$ref": "#/$defs/node"]], "additionalProperties": false]
        ],
    ]

    @Test(
        "a place has the kinds that a valid message can have there",
        arguments: [
            ("", KindSet.object), ("/a", [.string, .null]), ("/a/b", []), ("/b", .object),
            ("/b/next/next/next", .object), ("/b/last", []), ("/c", [.integer, .string]), ("/d/0", .boolean),
            ("/d/1", []), ("/d/x", []), ("/e", [.string, .null]), ("/f/x1", .all), ("/g", []), ("/other", .number),
        ] as [(String, KindSet)])
    func kinds(_ pointer: String, _ expected: KindSet) throws {
        let place = try #require(JSONPointer(pointer))
        #expect(SchemaWalk(root: Self.schema).facts(at: place).kinds == expected)
    }

    @Test("references in a circle end")
    func circle() {
        let walk = SchemaWalk(root: ["$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/a"]]])
        #expect(walk.facts(at: "/x").kinds == .all)
    }

    @Test("the fields of a schema come depth first, a recursive one once")
    func declared() {
        let pointers = DeclaredFields(schema: Self.schema).pointers(limit: 100).map(\.description)
        #expect(pointers == ["/a", "/b", "/b/next", "/c", "/d", "/e", "/f", "/g"])
    }

    @Test("kinds read as words")
    func words() {
        #expect("\(KindSet.all)" == "boolean or number or string or array or object or null")
        #expect("\([KindSet.integer, .string] as KindSet)" == "integer or string")
    }
}
