import Testing
import Validator

@Suite("Names that stand twice, where they are allowed")
struct DuplicateNameTests {
    @Test(
        "only the last member counts, for every keyword",
        arguments: [
            (#"{"minProperties":2}"#, #"{"a":1,"a":2}"#, false), (#"{"maxProperties":1}"#, #"{"a":1,"a":2}"#, true),
            (#"{"uniqueItems":true}"#, #"[{"a":1,"a":2},{"a":2}]"#, false),
            (#"{"const":{"a":2}}"#, #"{"a":1,"a":2}"#, true),
            (#"{"enum":[{"a":1,"b":2},7]}"#, #"{"a":1,"a":1}"#, false),
            (#"{"properties":{"a":{"type":"string"}}}"#, #"{"a":1,"a":"x"}"#, true),
            (#"{"properties":{"a":{"type":"string"}}}"#, #"{"a":"x","a":1}"#, false),
            (#"{"properties":{"a":{"required":["b"]}}}"#, #"{"a":{"b":1},"a":{}}"#, false),
            (#"{"unevaluatedProperties":{"type":"null"}}"#, #"{"a":1,"a":null}"#, true),
            (
                #"{"oneOf":[{"properties":{"t":{"const":"a"}}},{"properties":{"t":{"const":"b"}}}]}"#,
                #"{"t":"x","t":"b"}"#, true
            ),
        ])
    func verdicts(schema: String, message: String, isValid: Bool) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let parser = JSONParser(allowsDuplicateNames: true)
        try Array(message.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            #expect(evaluator.isValid(node) == isValid)
            #expect(evaluator.errors(in: node).isEmpty == isValid)
        }
    }
}
