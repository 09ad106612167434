import Testing

@testable import Loader

@Suite("Small XML documents")
struct XMLElementTests {
    @Test("elements, entities, references, CDATA, comments and attributes are read")
    func reading() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment -->
            <r xmlns="http://queue.amazonaws.com/doc/2012-11-05/" q='a>b'><a>x &lt;&amp;&gt;&quot;&apos;&#65;&#x1F600;</a>
            <a><![CDATA[<raw>&amp;]]></a><ns:b/><c><!-- in --><d>ü</d></c></r>

            """
        let root = try #require(XMLElement(document: Array(text.utf8)))
        #expect(root.name == "r")
        #expect(root.all("a").map(\.text) == ["x <&>\"'A\u{1F600}", "<raw>&amp;"])
        #expect(root["b"]?.text.isEmpty == true)
        #expect(root["c"]?["d"]?.text == "ü")
        #expect(root["x"] == nil)
    }

    @Test(
        "what is not well formed is refused",
        arguments: [
            "", "text", "<a>", "<a></b>", "<a><b></a></b>", "<a/><b/>", "<a>&unknown;</a>", "<a>&#xD800;</a>", "<a>&",
            "<a b></a>", "<a b=c/>", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", "<a/>x", "<a><![CDATA[</a>", "<",
            "<a b='", "</a>", "{\"json\": true}",
        ])
    func refusing(text: String) {
        #expect(XMLElement(document: Array(text.utf8)) == nil)
    }

    @Test("a document cannot be so deep that it exhausts the stack")
    func depth() {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
        }
        #expect(XMLElement(document: nested(60)) != nil)
        #expect(XMLElement(document: nested(100_000)) == nil)
    }
}
