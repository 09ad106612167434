import Testing

@testable import Validator

@Suite("JSON values")
struct JSONValueTests {
    @Test(
        "that are equal hash alike, in a set as in a message",
        arguments: [
            ("1", "1.0"), ("100", "1e2"), ("-0", "0"), ("0.5", "5e-1"), ("1e400", "10e399"), ("-1.50", "-15E-1"),
            ("12345678901234567890.0", "1234567890123456789e1"), ("123456789012345678", "123456789012345678.0"),
            ("1000000000000000000000", "1e21"), ("0.00000000000000000000001", "1e-23"),
            (#""\u0061""#, #""a""#), (#""\ud83d\ude00""#, "\"\u{1F600}\""), (#"{"a":1,"b":2}"#, #"{"b":2.0,"a":1}"#),
            (#"[{"a":[],"b":{}}]"#, #"[ {"b":{},"a":[]} ]"#), (#"{"\u0061":null}"#, #"{"a":null}"#),
        ])
    func equal(left: String, right: String) throws {
        let (first, second) = try (JSONValue.parse(left), JSONValue.parse(right))
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
        #expect(Set([first, second]).count == 1)
        try compare(left, right) { left, right in
            #expect(left.isEqual(to: right))
            #expect(left.isEqual(to: second))
            #expect(left.contentHash == right.contentHash)
            #expect(left.contentHash == first.contentHash)
        }
    }

    @Test(
        "that differ are not equal",
        arguments: [
            ("1", "true"), ("0", "false"), ("0", "null"), ("\"1\"", "1"), ("[]", "{}"), ("[1]", "1"),
            ("[1,2]", "[2,1]"),
            ("\"\u{E9}\"", "\"e\u{301}\""), ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}"),
            ("9007199254740992", "9007199254740993"),
            (#"{"a":1}"#, #"{"a":2}"#), (#"{"a":1}"#, #"{"b":1}"#), (#"{"a":1,"b":2}"#, #"{"a":2,"b":1}"#),
            ("1e400", "1e401"), ("-1", "1"), ("[[1],2]", "[1,[2]]"), (#"{"a":{"b":1}}"#, #"{"b":{"a":1}}"#),
            ("1", "10"),
            ("0.1", "0.10000000000000000001"), ("1234567890123456789012", "1234567890123456789013"),
        ])
    func different(left: String, right: String) throws {
        let (first, second) = try (JSONValue.parse(left), JSONValue.parse(right))
        #expect(first != second)
        #expect(Set([first, second]).count == 2)
        try compare(left, right) { left, right in
            #expect(!left.isEqual(to: right))
            #expect(!left.isEqual(to: second))
            // Not promised, but one that was equal here would make a slow validator.
            #expect(left.contentHash != right.contentHash)
        }
    }

    /// Both values on one tape.
    private func compare(_ left: String, _ right: String, _ body: (JSONNode, JSONNode) -> Void) throws {
        let parser = JSONParser()
        try Array("[\(left),\(right)]".utf8).withUnsafeBytes { bytes in
            let array = try parser.parse(bytes)
            body(try #require(array[JSONPointer(tokens: ["0"])]), try #require(array[JSONPointer(tokens: ["1"])]))
        }
    }

    @Test("random values are equal to themselves alone, on the tape as in memory")
    func random() throws {
        var generator = RandomSchema(seed: 5)
        for _ in 0..<400 {
            let (left, right) = (generator.message(), generator.message())
            try compare(left.serialized(), right.serialized()) { first, second in
                #expect(first.isEqual(to: second) == (left == right))
                #expect(first.isEqual(to: right) == (left == right))
                #expect(first.isEqual(to: left))
                #expect(first.contentHash == left.contentHash)
                #expect(first.value == left)
                if left == right { #expect(left.hashValue == right.hashValue) }
            }
        }
    }

    @Test("an object keeps names apart that Swift's strings would not")
    func exactNames() throws {
        let value = try JSONValue.parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value.object?.count == 2)
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
    }

    @Test("an object keeps the order of its members, whatever is set")
    func objectOrder() {
        var object: JSONObject = ["b": 1, "a": 2, "c": 3]
        object["a"] = 4
        #expect(object.names == ["b", "a", "c"])
        object["b"] = nil
        object["x"] = nil
        object["b"] = 5
        #expect(object.names == ["a", "c", "b"])
        #expect(object.map(\.value) == [4, 3, 5])
        #expect(object["c"] == 3)
        #expect(object.count == 3)
        #expect(!object.isEmpty)
        #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]) == ["a": 3, "b": 2])
    }

    @Test(
        "know their kind",
        arguments: [
            ("null", JSONKind.null), ("true", .boolean), ("1", .integer), ("1.0", .integer), ("1.5", .number),
            ("\"\"", .string), ("[]", .array), ("{}", .object), ("1e400", .integer), ("1e-1", .number),
        ])
    func kinds(text: String, kind: JSONKind) throws {
        #expect(try JSONValue.parse(text).kind == kind)
        let parser = JSONParser()
        let parsed = try Array(text.utf8).withUnsafeBytes { try parser.parse($0).jsonKind }
        #expect(parsed == kind)
    }

    @Test("give what they hold and nothing else")
    func accessors() {
        #expect(JSONValue.string("a").string == "a")
        #expect(JSONValue.bool(true).bool == true)
        #expect(JSONValue.int(5).int == 5)
        #expect(JSONValue.double(1.5).int == nil)
        #expect(JSONValue.double(.infinity) == .null)
        #expect(JSONValue.array([1]).array == [1])
        #expect(JSONValue.object([:]).object == [:])
        for value: JSONValue in [.null, "a", 1, true, [1], ["a": 1]] {
            #expect(
                [value.string != nil, value.bool != nil, value.int != nil, value.array != nil, value.object != nil]
                    .filter { $0 }.count == (value == .null ? 0 : 1))
        }
    }

    @Test(
        "are written as they can be read again",
        arguments: [
            #"{"a":[1,2.50,1e400,-0],"b":{},"c":[],"d":null,"e":true}"#, #""\"\\\n\r\t\u0001\u007f/é😀""#, "[[[]]]",
            #"{"":""}"#,
        ])
    func serialization(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(value.serialized() == text)
        #expect(try JSONValue.parse(value.serialized(pretty: true)) == value)
    }

    @Test("are written on lines of their own where that is asked for")
    func pretty() {
        let value: JSONValue = ["a": [1, [:]], "b": []]
        #expect(
            value.serialized(pretty: true) == """
                {
                  "a": [
                    1,
                    {}
                  ],
                  "b": []
                }
                """)
    }
}

extension JSONNode {
    /// Comparisons on a stack that is deep enough.
    private var comparison: ValueComparison {
        var stack = StackLimit()
        stack.measure()
        return ValueComparison(stack: stack)
    }

    fileprivate func isEqual(to other: JSONNode) -> Bool {
        var comparison = comparison
        return comparison.areEqual(self, other)
    }

    fileprivate func isEqual(to other: JSONValue) -> Bool {
        var comparison = comparison
        return comparison.areEqual(self, other)
    }

    fileprivate var contentHash: UInt64 {
        var comparison = comparison
        return comparison.hash(self)
    }
}
