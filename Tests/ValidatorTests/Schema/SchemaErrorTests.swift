import Testing
import Validator

@Suite("Mistakes in schemas")
struct SchemaErrorTests {
    @Test("a keyword of the wrong kind is named by its place", arguments: wrongKinds)
    func wrongKind(schema: String, pointer: String, message: String) throws {
        try expect(schema, .invalidKeyword, pointer, message)
    }

    private static let wrongKinds = [
        (#"{"type":"strnig"}"#, "/type", types), (#"{"type":["string",1]}"#, "/type", types),
        (#"{"type":5}"#, "/type", types), (#"{"type":[]}"#, "/type", "The array must name at least one type."),
        (#"{"enum":"a"}"#, "/enum", array), (#"{"minimum":"1"}"#, "/minimum", number),
        (#"{"maximum":null}"#, "/maximum", number), (#"{"exclusiveMinimum":true}"#, "/exclusiveMinimum", number),
        (#"{"multipleOf":0}"#, "/multipleOf", "The value must be more than 0."),
        (#"{"multipleOf":-1}"#, "/multipleOf", "The value must be more than 0."),
        (#"{"minLength":-1}"#, "/minLength", count), (#"{"maxLength":1.5}"#, "/maxLength", count),
        (#"{"minItems":"1"}"#, "/minItems", number), (#"{"uniqueItems":1}"#, "/uniqueItems", bool),
        (#"{"pattern":1}"#, "/pattern", string), (#"{"format":1}"#, "/format", string),
        (#"{"properties":[]}"#, "/properties", object), (#"{"required":{}}"#, "/required", array),
        (#"{"required":[1]}"#, "/required", "The items must be strings."),
        (#"{"patternProperties":1}"#, "/patternProperties", object), (#"{"allOf":{}}"#, "/allOf", array),
        (#"{"anyOf":true}"#, "/anyOf", array), (#"{"prefixItems":{}}"#, "/prefixItems", array),
        (#"{"dependentRequired":{"a":1}}"#, "/dependentRequired", "The members must be arrays of strings."),
        (#"{"dependentRequired":{"a":[1]}}"#, "/dependentRequired", "The members must be arrays of strings."),
        (#"{"dependentSchemas":[]}"#, "/dependentSchemas", object), (#"{"$ref":1}"#, "/$ref", string),
        (#"{"not":5}"#, "/not", schema), (#"{"properties":{"a/b":"x"}}"#, "/properties/a~1b", schema),
        (#"{"items":[{}]}"#, "/items", schema), (#"{"allOf":[{},{"contains":[]}]}"#, "/allOf/1/contains", schema),
        (#"{"minContains":-1,"contains":{}}"#, "/minContains", count), ("5", "", schema), ("[]", "", schema),
    ]

    private static let types = "The types are null, boolean, integer, number, string, array and object."
    private static let array = "The value must be an array."
    private static let object = "The value must be an object."
    private static let number = "The value must be a number."
    private static let string = "The value must be a string."
    private static let bool = "The value must be true or false."
    private static let count = "The value must be an integer of at least 0."
    private static let schema = "A schema is an object or a boolean."

    @Test(
        "a pattern that is none says where it goes wrong",
        arguments: [
            (#"{"pattern":"a("}"#, "/pattern"), (#"{"patternProperties":{"[z-a]":{}}}"#, "/patternProperties/[z-a]"),
            (#"{"items":{"pattern":"\\"}}"#, "/items/pattern"),
            (#"{"patternProperties":{"(/":{}}}"#, "/patternProperties/(~1"),
        ])
    func pattern(schema: String, pointer: String) throws {
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(schema) }
        #expect(error.code == .invalidPattern)
        #expect(error.pointer == pointer)
        #expect(error.message.hasPrefix("The regular expression is wrong at character "))
    }

    @Test("a dialect that is not known lists those that are")
    func dialect() throws {
        let schema = #"{"properties":{"a":{"$schema":"https://e.org/mine"}}}"#
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(schema) }
        #expect(error.code == .unknownDialect)
        #expect(error.pointer == "/properties/a/$schema")
        for dialect in Dialect.allCases { #expect(error.message.contains(dialect.uri)) }
    }

    @Test(
        "two schemas of one name are refused",
        arguments: [
            (#"{"$defs":{"a":{"$id":"https://e.org/x"},"b":{"$id":"https://e.org/x"}}}"#, "/$defs/b/$id"),
            (#"{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}"#, "/$defs/b/$anchor"),
            (#"{"$defs":{"a":{"$anchor":"x"},"b":{"$dynamicAnchor":"x"}}}"#, "/$defs/b/$dynamicAnchor"),
            (#"{"$id":"https://e.org/x","items":{"$id":"x"}}"#, "/items/$id"),
            (
                ##"{"$schema":"http://json-schema.org/draft-07/schema#","not":{"$id":"#f"},"items":{"$id":"#f"}}"##,
                "/items/$id"
            ),
            (
                ##"{"$schema":"http://json-schema.org/draft-04/schema#","not":{"id":"#f"},"items":{"id":"#f"}}"##,
                "/items/id"
            ),
        ])
    func duplicates(schema: String, pointer: String) throws {
        try expect(schema, .duplicateIdentifier, pointer, "Another schema of the document has the same name.")
    }

    @Test(
        "names that only look the same are none",
        arguments: [
            #"{"$defs":{"a":{"$id":"https://e.org/a","$anchor":"x"},"b":{"$id":"https://e.org/b","$anchor":"x"}}}"#,
            #"{"enum":[{"$id":"https://e.org/x"},{"$id":"https://e.org/x"}]}"#,
            #"{"properties":{"$id":{"type":"string"},"$anchor":{"type":"string"}}}"#,
            ##"{"$schema":"http://json-schema.org/draft-07/schema#","not":{"$id":"a#f"},"items":{"$id":"b#f"}}"##,
            "{\"$defs\":{\"a\":{\"$anchor\":\"x\\u00e9\"},\"b\":{\"$anchor\":\"xe\\u0301\"}}}",
        ])
    func fine(schema: String) throws { _ = try SchemaProgram(schema) }

    @Test("the document's name stands in the error")
    func document() throws {
        let error = try #require(throws: SchemaError.self) {
            try SchemaProgram(#"{"items":{"type":1}}"#, options: SchemaOptions(baseURI: "schemas/x.json"))
        }
        #expect(error.document == "schemas/x.json")
        #expect("\(error)" == "schemas/x.json#/items/type: \(Self.types)")
    }

    private func expect(_ schema: String, _ code: SchemaError.Code, _ pointer: String, _ message: String) throws {
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(schema) }
        #expect([error.code.rawValue, error.pointer, error.message] == [code.rawValue, pointer, message])
    }
}
