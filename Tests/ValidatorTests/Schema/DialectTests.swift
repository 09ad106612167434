import Testing
import Validator

@Suite("Dialects")
struct DialectTests {
    @Test("are named by their URI, with or without an empty fragment", arguments: Dialect.allCases)
    func names(dialect: Dialect) {
        #expect(Dialect(schemaURI: dialect.uri) == dialect)
        #expect(Dialect(schemaURI: dialect.uri + "#") == dialect)
        #expect(Dialect(schemaURI: dialect.uri + "#x") == nil)
        #expect(Dialect(schemaURI: "https" + dialect.uri.dropFirst(4) + "/") == nil)
    }

    @Test("are ordered by their publication")
    func order() {
        #expect(Dialect.allCases.sorted() == [.draft4, .draft6, .draft7, .draft2019, .draft2020])
    }

    /// A schema that refuses the message where its keyword is known, and the dialects that know it.
    private static let keywords: [(schema: String, message: String, since: Dialect, until: Dialect)] = [
        (#"{"const":1}"#, "2", .draft6, .draft2020), (#"{"contains":false}"#, "[1]", .draft6, .draft2020),
        (#"{"propertyNames":false}"#, #"{"a":1}"#, .draft6, .draft2020),
        (#"{"exclusiveMinimum":5}"#, "5", .draft6, .draft2020),
        (#"{"exclusiveMinimum":true,"minimum":5}"#, "5", .draft4, .draft4),
        (#"{"if":true,"then":{"type":"null"}}"#, "1", .draft7, .draft2020),
        (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, .draft2019, .draft2020),
        (#"{"dependentSchemas":{"a":{"type":"null"}}}"#, #"{"a":1}"#, .draft2019, .draft2020),
        (#"{"dependencies":{"a":["b"]}}"#, #"{"a":1}"#, .draft4, .draft2020),
        (#"{"unevaluatedItems":false}"#, "[1]", .draft2019, .draft2020),
        (#"{"unevaluatedProperties":false}"#, #"{"a":1}"#, .draft2019, .draft2020),
        (#"{"contains":{},"minContains":2}"#, "[1]", .draft2019, .draft2020),
        (#"{"prefixItems":[{"type":"null"}]}"#, "[1]", .draft2020, .draft2020),
        (#"{"items":[{"type":"null"}]}"#, "[1]", .draft4, .draft2019),
        (#"{"items":[{}],"additionalItems":false}"#, "[1,2]", .draft4, .draft2019),
        (##"{"$recursiveRef":"#/$defs/n","$defs":{"n":{"type":"null"}}}"##, "1", .draft2019, .draft2019),
        (##"{"$dynamicRef":"#/$defs/n","$defs":{"n":{"type":"null"}}}"##, "1", .draft2020, .draft2020),
        (##"{"$ref":"#/definitions/n","definitions":{"n":{}},"type":"null"}"##, "1", .draft2019, .draft2020),
        (#"{"type":"integer"}"#, "1.0", .draft4, .draft4),
    ]

    @Test("know the keywords of their time alone", arguments: Dialect.allCases)
    func known(dialect: Dialect) throws {
        for (schema, message, since, until) in Self.keywords {
            let isKnown = dialect >= since && dialect <= until
            // What another dialect writes differently may be a mistake in this one.
            guard let program = try? SchemaProgram(schema, options: SchemaOptions(dialect: dialect)) else {
                #expect(!isKnown, "\(schema) in \(dialect)")
                continue
            }
            #expect(try SchemaEvaluator(program).accepts(message) == !isKnown, "\(schema) in \(dialect)")
        }
    }

    @Test("are chosen by $schema before the options, also in the middle of a document")
    func chosen() throws {
        let schema = """
            {"$schema": "http://json-schema.org/draft-07/schema#", "prefixItems": [false],
             "items": [{"$id": "https://e.org/new", "$schema": "https://json-schema.org/draft/2020-12/schema",
                        "prefixItems": [{"type": "null"}]}]}
            """
        let evaluator = SchemaEvaluator(try SchemaProgram(schema, options: SchemaOptions(dialect: .draft4)))
        let errors = try evaluator.errors(of: "[[1]]")
        #expect(errors.map(\.absoluteKeywordLocation) == ["https://e.org/new#/prefixItems/0/type"])
    }
}
