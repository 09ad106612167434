import Testing

@testable import Validator

@Suite("JSON parser")
struct JSONParserTests {
    @Test(
        "reads what RFC 8259 allows",
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("false", false), ("\"\"", ""), ("[]", []), ("{}", [:]),
            ("[1, -2,\t3.5,\r\n0]", [1, -2, .number(JSONNumber(text: "3.5")!), 0]),
            (#"{"a":{"b":[{},[],""]},"":null}"#, ["a": ["b": [[:], [], ""]], "": .null]),
            (#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00\u0000""#, "\"\\/\u{8}\u{C}\n\r\tA\u{E9}\u{1F600}\u{0}"),
            ("\"\u{E9}\u{1F600}\"", "\u{E9}\u{1F600}"),
            (
                "\"a long string that is more than sixteen bytes, with \\\" a quote\"",
                "a long string that is more than sixteen bytes, with \" a quote"
            ),
        ] as [(String, JSONValue)])
    func accepts(text: String, value: JSONValue) throws {
        #expect(try JSONValue.parse(text) == value)
    }

    @Test(
        "says what is wrong and where",
        arguments: [
            ("", JSONSyntaxError.Code.empty, 0), ("  \n ", .empty, 0), ("{", .unexpectedEnd, 1),
            ("[1,", .unexpectedEnd, 3), ("[1 2]", .expectedCommaOrEnd, 3), ("{\"a\" 1}", .expectedColon, 5),
            ("{a:1}", .expectedName, 1), ("{\"a\":1,}", .expectedName, 7), ("[1,]", .expectedValue, 3),
            ("]", .expectedValue, 0), ("tru", .unexpectedEnd, 3), ("truth", .invalidLiteral, 0),
            ("True", .invalidLiteral, 0), ("nul ", .invalidLiteral, 0), ("NaN", .invalidLiteral, 0),
            ("01", .invalidNumber, 0), ("[1.]", .invalidNumber, 1), ("[-]", .invalidNumber, 1),
            ("+1", .expectedValue, 0), ("[.5]", .expectedValue, 1), ("[1e]", .invalidNumber, 1),
            ("1 2", .trailingContent, 2), ("{} x", .trailingContent, 3), ("\"abc", .unexpectedEnd, 4),
            ("\"\\x\"", .invalidEscape, 1), ("\"\\u12g4\"", .invalidEscape, 1), ("\"a\nb\"", .controlCharacter, 2),
            (#""\ud800""#, .loneSurrogate, 1), (#""\udc00\ud800""#, .loneSurrogate, 1),
            (#"{"a":1,"b":{"c":1,"c":2}}"#, .duplicateName, 18), (#"{"a":1,"\u0061":2}"#, .duplicateName, 7),
            ("'a'", .expectedValue, 0), ("[1}", .expectedCommaOrEnd, 2), ("{\"a\":1]", .expectedCommaOrEnd, 6),
            ("\u{FEFF}{}", .expectedValue, 0), ("{\"a\":tru}", .invalidLiteral, 5), ("\"a\"x", .trailingContent, 3),
        ] as [(String, JSONSyntaxError.Code, Int)])
    func refuses(text: String, code: JSONSyntaxError.Code, offset: Int) {
        do {
            let value = try JSONValue.parse(text)
            Issue.record("parsed as \(value.kind)")
        } catch {
            #expect(error.code == code)
            #expect(error.offset == offset)
        }
    }

    @Test(
        "refuses bytes that are not UTF-8",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0x80, 0x22],
        ] as [[UInt8]])
    func refusesInvalidUTF8(bytes: [UInt8]) {
        #expect { try JSONValue.parse(bytes) } throws: { ($0 as? JSONSyntaxError)?.code == .invalidUTF8 }
    }

    @Test("counts lines, and columns in characters")
    func positions() {
        do {
            _ = try JSONValue.parse("{\n  \"\u{E9}\u{1F600}\": oops\n}")
            Issue.record("parsed")
        } catch {
            #expect(error.line == 2)
            #expect(error.column == 9)
            #expect(error.offset == 14)
        }
    }

    @Test("refuses nesting beyond its limit and takes what lies within")
    func depth() throws {
        let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        _ = try JSONValue.parse(deep(512))
        for depth in [513, 10_000] {
            #expect { try JSONValue.parse(deep(depth)) } throws: { ($0 as? JSONSyntaxError)?.code == .tooDeep }
        }
        #expect { try JSONValue.parse(String(repeating: "{\"a\":", count: 10_000)) } throws: {
            ($0 as? JSONSyntaxError)?.code == .tooDeep
        }
    }

    @Test("finds a repeated name among many", arguments: [5, 12, 13, 500])
    func manyNames(count: Int) throws {
        let names = (0..<count).map { "\"name \($0)\": \($0)" }
        let fine = "{" + names.joined(separator: ",") + "}"
        #expect(try JSONValue.parse(fine).object?.count == count)
        let repeated = "{" + (names + ["\"name 3\": 0"]).joined(separator: ",") + "}"
        #expect { try JSONValue.parse(repeated) } throws: {
            ($0 as? JSONSyntaxError)?.code == .duplicateName
        }
    }

    @Test("takes repeated names where that is asked for: the last one counts")
    func duplicatesAllowed() throws {
        let parser = JSONParser(allowsDuplicateNames: true)
        let text = Array(#"{"a":1,"a":2}"#.utf8)
        let value = try text.withUnsafeBytes { try parser.parse($0)["a"]?.value }
        #expect(value == 2)
    }

    @Test(
        "members that are repeated later are not there",
        arguments: [
            (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#"{"a":{"x":[1,{"y":2}]},"b":3,"a":[4]}"#, #"{"b":3,"a":[4]}"#),
            (#"[{"a":1,"b":{"c":1,"c":2},"a":3},5]"#, #"[{"b":{"c":2},"a":3},5]"#),
            (#"{"a":{"b":1,"b":2},"a":{"b":3,"b":4}}"#, #"{"a":{"b":4}}"#),
            (#"{"a":1,"\u0061":"é\n","\u0061":"\u0041"}"#, #"{"a":"A"}"#), (#"{"a":[],"a":{}}"#, #"{"a":{}}"#),
            (#"{"a":1,"b":2,"a":3,"b":4,"a":5}"#, #"{"b":4,"a":5}"#),
        ])
    func duplicatesLeftOut(text: String, expected: String) throws {
        let parser = JSONParser(allowsDuplicateNames: true)
        try Array(text.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            #expect(node.value.serialized() == expected)
            let model = try JSONValue.parse(expected)
            #expect(Self.counts(node) == Self.counts(model))
        }
    }

    @Test("a name that stands a hundred thousand times takes no longer than as many names")
    func manyDuplicates() throws {
        let text = "{" + Array(repeating: "\"b\":1", count: 100_000).joined(separator: ",") + ",\"b\":2}"
        let parser = JSONParser(allowsDuplicateNames: true)
        try Array(text.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            #expect(node.count == 1)
            #expect(node["b"]?.value == 2)
        }
    }

    @Test("what is left of any document is what an object makes of its members, in the order of the last ones")
    func duplicatesModel() throws {
        var generator = SplitMix(seed: 20_261_126)
        let parser = JSONParser(allowsDuplicateNames: true)
        for _ in 0..<2_000 {
            let (text, expected) = Self.document(&generator, depth: 4)
            let value = try Array(text.utf8).withUnsafeBytes { try parser.parse($0).value }
            #expect(value.serialized() == expected, "\(text)")
        }
    }

    /// A document with repeated names, and the same without those that do not count.
    private static func document(_ generator: inout SplitMix, depth: Int) -> (text: String, expected: String) {
        let kind = depth == 0 ? 0 : generator.next(below: 3)
        if kind == 0 { return ("1", "1") }
        let parts = (0..<generator.next(below: depth == 4 ? 20 : 5)).map { _ in document(&generator, depth: depth - 1) }
        if kind == 1 {
            return (
                "[" + parts.map(\.text).joined(separator: ",") + "]",
                "[" + parts.map(\.expected).joined(separator: ",") + "]"
            )
        }
        let names = parts.map { _ in "\"n\(generator.next(below: 6))\":" }
        let kept = parts.indices.filter { !names[($0 + 1)...].contains(names[$0]) }
        return (
            "{" + parts.indices.map { names[$0] + parts[$0].text }.joined(separator: ",") + "}",
            "{" + kept.map { names[$0] + parts[$0].expected }.joined(separator: ",") + "}"
        )
    }

    private static func counts(_ node: JSONNode) -> [Int] {
        var found = [node.count]
        node.forEachMember { found += counts($1) }
        node.forEachItem { found += counts($0) }
        return found
    }

    private static func counts(_ value: JSONValue) -> [Int] {
        switch value {
        case .array(let items): [items.count] + items.flatMap(counts)
        case .object(let object): [object.count] + object.flatMap { counts($0.value) }
        default: [0]
        }
    }

    @Test("a text of one parse does not leak into the next")
    func reuse() throws {
        let parser = JSONParser()
        for text in ["[1,2,3,4,5,6,7,8,9]", #"{"a\n":"b\n"}"#, "[]", #""x""#, "{\"k\":[true]}"] {
            let bytes = Array(text.utf8)
            let value = try bytes.withUnsafeBytes { try parser.parse($0).value }
            #expect(try value == JSONValue.parse(text))
            #expect(try JSONValue.parse(value.serialized()) == value)
        }
    }

    @Test("agrees with the exact parser on mutated texts")
    func differential() {
        var generator = SplitMix(seed: 20_261_123)
        let seeds = [
            #"{"user_id": "424cdd21-063a-43a7", "n": [1, -2.5e+10, 0.0], "locale": null, "t": true, "x": {"\u00e9\n": ""}}"#,
            #"[[], {}, "\ud83d\ude00 \\ \" é", false, 1e400, {"a":{"b":{"c":[null]}}}]"#, " \"\\\\\" ",
        ]
        let alphabet = Array("{}[]:,\"\\ \n\ttrfn0123456789.eE+-u\u{E9}".utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
        let parser = JSONParser(allowsDuplicateNames: true)
        for round in 0..<60_000 {
            var text = Array(seeds[round % seeds.count].utf8)
            for _ in 0...generator.next(below: 3) {
                let place = generator.next(below: text.count)
                switch generator.next(below: 4) {
                case 0: text.remove(at: place)
                case 1: text.insert(alphabet[generator.next(below: alphabet.count)], at: place)
                case 2: text.removeSubrange(place...)
                default: text[place] = alphabet[generator.next(below: alphabet.count)]
                }
                if text.isEmpty { text = [0x20] }
            }
            expectAgreement(parser, text)
        }
    }

    private func expectAgreement(_ parser: JSONParser, _ text: [UInt8]) {
        text.withUnsafeBytes { bytes in
            var diagnosis = JSONDiagnosis(bytes.assumingMemoryBound(to: UInt8.self), maximumDepth: 512)
            let expected = diagnosis.firstError()
            do throws(JSONSyntaxError) {
                _ = try parser.parse(bytes).value
                if let expected { Issue.record("accepted, but \(expected): \(text)") }
            } catch {
                if error != expected { Issue.record("\(error) instead of \(String(describing: expected)): \(text)") }
            }
        }
    }
}
