import Testing
import Validator

@Suite("JSON pointer")
struct JSONPointerTests {
    static let document: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, " ": 7,
    ]

    @Test(
        "finds the values of RFC 6901, section 5",
        arguments: [
            ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/ ", 7), ("/m~0n", 8),
            ("", document),
        ] as [(String, JSONValue)])
    func finds(pointer: String, value: JSONValue) throws {
        let parsed = try #require(JSONPointer(pointer))
        #expect(Self.document[parsed] == value)
        #expect(parsed.description == pointer)
    }

    @Test("finds nothing where nothing is", arguments: ["/bar", "/foo/2", "/foo/-1", "/foo/x", "/foo/0/0"])
    func missing(pointer: String) throws { #expect(Self.document[try #require(JSONPointer(pointer))] == nil) }

    @Test("refuses what is no pointer", arguments: ["foo", "/~", "/~2", "a/b"])
    func refuses(text: String) { #expect(JSONPointer(text) == nil) }
}
