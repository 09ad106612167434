import Testing

@testable import Validator

@Suite("Nodes of a parsed message")
struct JSONNodeTests {
    private static let text = #"{"a": [1, "x\n", {"b/c": null}], "n": -1.50, "t": true, "e\u0301": "é", "": {}}"#

    private func withNode<Result>(_ text: String = text, _ body: (JSONNode) throws -> Result) throws -> Result {
        let parser = JSONParser()
        return try Array(text.utf8).withUnsafeBytes { try body(try parser.parse($0)) }
    }

    @Test(
        "are found by pointer, with their bytes",
        arguments: [
            ("", JSONKind.object, text), ("/a", .array, #"[1, "x\n", {"b/c": null}]"#), ("/a/0", .integer, "1"),
            ("/a/1", .string, #""x\n""#), ("/a/2/b~1c", .null, "null"), ("/n", .number, "-1.50"),
            ("/t", .boolean, "true"),
            ("/e\u{301}", .string, "\"é\""), ("/", .object, "{}"),
        ])
    func found(pointer: String, kind: JSONKind, source: String) throws {
        try withNode { root in
            let node = try #require(JSONPointer(pointer).flatMap { root[$0] })
            #expect(node.jsonKind == kind)
            #expect(String(decoding: node.source, as: UTF8.self) == source)
            #expect(node.end - node.start == source.utf8.count)
            #expect(try node.value == JSONValue.parse(source))
            #expect(root.node(at: node.tapeIndex).start == node.start)
        }
    }

    @Test("are not found elsewhere", arguments: ["/b", "/a/3", "/a/-1", "/a/00", "/a/x", "/n/0", "/\u{E9}", "/a/2/b"])
    func missing(pointer: String) throws {
        try withNode { root in #expect(JSONPointer(pointer).flatMap { root[$0]?.kind } == nil) }
    }

    @Test("give the content of strings without escapes, and what there is to know about it")
    func strings() throws {
        try withNode(#"["plain", "\u0041\n", "é", "\u00e9", "a\u0000b", ""]"#) { root in
            var contents: [String] = []
            var flags: [TapeEntry.Flags] = []
            root.forEachItem { item in
                contents.append(item.string)
                flags.append(item.flags)
            }
            #expect(contents == ["plain", "A\n", "é", "é", "a\u{0}b", ""])
            #expect(
                flags == [[], .decoded, .nonASCII, [.decoded, .nonASCII], [.decoded, .unstorable], []])
        }
    }

    @Test("walk members and items in order")
    func walks() throws {
        try withNode { root in
            var names: [String] = []
            root.forEachMember { name, value in names.append("\(name.string)=\(value.count)") }
            #expect(names == ["a=3", "n=0", "t=0", "e\u{301}=0", "=0"])
            #expect(root.count == 5)
            root.forEachItem { _ in Issue.record("an object has no items") }
            root["a"]?.forEachMember { _, _ in Issue.record("an array has no members") }
        }
    }

    @Test("have names whose hashes are those of the process, however the name is written")
    func hashes() throws {
        try withNode(#"{"abc": 1, "\u0061bcd": 2, "a name of more than sixteen bytes, é": 3, "": 4}"#) { root in
            root.forEachMember { name, _ in #expect(name.hash == JSONNode.nameHash(name.string)) }
            for name in ["abc", "abcd", "a name of more than sixteen bytes, é", ""] { #expect(root[name] != nil) }
        }
    }

    @Test("hashes of texts of every length differ from those of their neighbours")
    func keyHash() {
        var seen: Set<UInt64> = []
        for length in 0...70 {
            seen.insert(KeyHash.shared.hash(String(repeating: "x", count: length)))
            seen.insert(KeyHash.shared.hash(String(repeating: "x", count: length) + "y"))
        }
        #expect(seen.count == 142)
    }

    @Test("plain integers are known as such", arguments: [("12", true), ("-0", true), ("1.0", false), ("1e1", false)])
    func plain(text: String, isPlain: Bool) throws {
        try withNode(text) { node in
            #expect(node.flags.contains(.plainInteger) == isPlain)
            #expect(node.isInteger)
        }
    }

    @Test("memory is compared to its last byte", arguments: [0, 1, 7, 8, 9, 16, 23])
    func memory(count: Int) {
        let left = [UInt8](repeating: 7, count: count + 1)
        for place in 0...count {
            var right = left
            right[place] = 8
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    guard let first = left.baseAddress, let second = right.baseAddress else { return }
                    #expect(memoryIsEqual(first, second, count) == (place == count))
                }
            }
        }
    }
}
