import Reporting
import Testing

@Suite struct MarkdownRendererTests {
    @Test("What Markdown or HTML would read as markup is escaped")
    func escaped() {
        var report = Samples.load()
        report.checks[0].name = "a|b `c` <b>*d*</b> [e](f) @all\n# g"
        let text = MarkdownRenderer().render(report)
        let cell = ##"| failed | a\|b \`c\` &lt;b&gt;\*d\*&lt;/b&gt; \[e\]\(f\) \@all␊\# g | 49 of"##
        #expect(text.contains(cell))
    }

    @Test("A long list of checks is cut and counted, as a step summary takes no more than 1 MiB")
    func long() {
        var report = Samples.load()
        report.checks = (0..<3000).map {
            .init(id: "c\($0)", name: String(repeating: "n", count: 400), kind: .message, status: .passed)
        }
        let text = MarkdownRenderer().render(report)
        #expect(text.contains("and 2,500 more"))
        #expect(text.utf8.count < 1 << 20)
    }
}
