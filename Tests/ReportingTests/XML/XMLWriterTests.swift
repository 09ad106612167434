import TestSupport
import Testing

@testable import Reporting

@Suite struct XMLWriterTests {
    @Test(
        "Any text becomes a well-formed document and is read back, forbidden characters made visible",
        arguments: [
            ("plain", "plain"), ("]]>", "]]>"), ("<a b='c'>&amp;</a>\"", "<a b='c'>&amp;</a>\""),
            ("\u{0}\u{1B}\u{FFFF}", "␀␛\u{FFFD}"), ("a\r\nb", "a␍\nb"), ("\t x \n", "\t x \n"), ("", ""), ("漢👩‍👩‍👧", "漢👩‍👩‍👧"),
        ])
    func text(text: String, shown: String) throws {
        let xml = try XMLWriter()
        xml.element("root", [("value", text)]) { xml.element("child", text: text) }
        let root = try XMLSchema.read(xml.finish())
        #expect(root.attributes["value"] == shown)
        #expect(root.first("child")?.text == shown)
    }

    @Test("Elements are indented, and text is not")
    func indented() throws {
        let xml = try XMLWriter()
        xml.element("a") {
            xml.element("b", [("c", "1"), ("d", "<\n")], text: "e\nf")
            xml.element("g")
        }
        #expect(
            String(decoding: try xml.finish(), as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a>
                  <b c="1" d="&lt;&#10;">e
                f</b>
                  <g/>
                </a>

                """)
    }

    @Test("A name that XML cannot hold fails the document")
    func failure() throws {
        let xml = try XMLWriter()
        xml.element("")
        #expect(throws: ReportError.xml) { try xml.finish() }
    }
}
