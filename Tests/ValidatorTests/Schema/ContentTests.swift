import Testing

@testable import Validator

@Suite("Content of strings")
struct ContentTests {
    @Test(
        "base64 is that of RFC 4648, section 10",
        arguments: [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"), ("+/+/", "\u{FB}\u{FF}\u{BF}"),
        ])
    func decoded(text: String, content: String) {
        let bytes = text.withBytes(Content.decode)
        #expect(bytes == content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }

    @Test(
        "what is no base64 is refused",
        arguments: ["Z", "Zg", "Zg=", "Zg===", "====", "Zm9v\n", "Z=g=", "Zm-_", "Zm 9", "é==="])
    func refused(text: String) { #expect(text.withBytes(Content.decode) == nil) }

    @Test(
        "JSON in a string is any JSON value",
        arguments: [
            ("{}", true), ("1", true), ("\"a\"", true), ("", false), ("{", false), ("nul", false), ("1 2", false),
        ])
    func json(text: String, isJSON: Bool) { #expect(text.withBytes(Content.json.isSatisfied) == isJSON) }

    @Test(
        "JSON in base64 is looked at only where it is base64",
        arguments: [("e30=", true), ("eyJh", false), ("{}", true), ("", false)])
    func encoded(text: String, isSatisfied: Bool) {
        #expect(text.withBytes(Content.encodedJSON.isSatisfied) == isSatisfied)
    }
}
