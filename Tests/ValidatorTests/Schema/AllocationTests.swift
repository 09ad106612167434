import CAllocations
import Testing
import Validator

/// The heap is not touched for a valid message: what a parser and an evaluator need they have from the first ones.
@Suite(
    "Memory for a message",
    .enabled(if: allocations_are_counted(), "counted with glibc's allocator, not with a sanitizer's"))
struct AllocationTests {
    private static let login = """
        {"type":"object","required":["user_id","ip"],"additionalProperties":false,"properties":{
         "user_id":{"type":"string","format":"uuid"},"ip":{"format":"ipv4"},"device":{"enum":["android","ios"]},
         "device_id":{"pattern":"^[0-9]{3}-[0-9]{2}-[0-9]{4}$"},"locale":{"type":["string","null"]},
         "version":{"pattern":"^(?=v)v[0-9.]+$"},"date":{"format":"date"},"count":{"multipleOf":0.5,"minimum":0}}}
        """
    private static let message = #"""
        {"user_id":"424cdd21-063a-43a7-b91b-7ca1a833afae","ip":"199.172.111.135","device":"ios","locale":null,\#
        "device_id":"593-47-5928","version":"v2.3.0","date":"2026-01-02","count":12.5}
        """#

    private static let samples = [
        (login, message),
        (#"{"items":{"oneOf":[{"type":"string","minLength":2},{"type":"null"}]}}"#, #"["ab",null,"é\n"]"#),
        (
            ##"{"properties":{"next":{"$ref":"#"},"id":{"type":"integer"}},"required":["id"]}"##,
            #"{"id":1,"next":{"id":2}}"#
        ),
        (
            #"{"anyOf":[{"properties":{"a":{"type":"null"}}},{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
            #"{"b":1}"#
        ),
        (#"{"contains":{"const":"x"},"uniqueItems":true,"unevaluatedItems":{"type":"integer"}}"#, #"[1,"x",2]"#),
        (#"{"uniqueItems":true}"#, "[1,2,3,4,5,6,7,8,9,10,11,12,\"a\",\"b\",[1],{\"a\":1}]"),
        (
            #"{"patternProperties":{"^[a-z]+$":{"maximum":9}},"propertyNames":{"maxLength":3},"minProperties":1}"#,
            #"{"ab":1,"c":2}"#
        ),
        (
            #"{"if":{"required":["a"]},"then":{"dependentRequired":{"a":["b"]}},"else":false,"not":{"type":"array"}}"#,
            #"{"a":1,"b":2}"#
        ),
    ]

    @Test("is never asked for by a judgement, nor by a parser that is used again", arguments: samples)
    func none(schema: String, message: String) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(schema))
        let parser = JSONParser()
        try Array(message.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            #expect(evaluator.isValid(node))
            #expect(Self.allocations { _ = evaluator.isValid(node) } == 0)
            #expect(try Self.allocations { _ = evaluator.isValid(try parser.parse(bytes)) } == 0)
        }
    }

    @Test("is seen where it is asked for")
    func some() {
        #expect(Self.allocations { _ = String(repeating: "long enough for the heap ", count: 9) } >= 100)
    }

    /// How often the heap is asked in a hundred calls.
    private static func allocations(_ body: () throws -> Void) rethrows -> UInt64 {
        let before = allocations_of_this_thread()
        for _ in 0..<100 { try body() }
        return allocations_of_this_thread() - before
    }
}
