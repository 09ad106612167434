import Testing

@testable import Reporting

@Suite struct HTMLTextTests {
    @Test(
        "Text is escaped, whatever it holds",
        arguments: [
            ("plain", "plain"), ("<&>\"'", "&lt;&amp;&gt;&quot;&#39;"), ("&amp;", "&amp;amp;"), ("a\nb\u{1B}", "a␊b␛"),
        ])
    func escape(text: String, escaped: String) {
        let html: HTMLText = "<p title=\"\(text)\">\(text)</p>"
        #expect(html.markup == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test("Pieces of HTML stay what they are")
    func nested() {
        let items: [HTMLText] = ["<li>\("<a>")</li>", "<li>b</li>"]
        let html: HTMLText = "<ul>\(items)\(HTMLText(markup: "<li></li>"))</ul>"
        #expect(html.markup == "<ul><li>&lt;a&gt;</li><li>b</li><li></li></ul>")
    }
}
