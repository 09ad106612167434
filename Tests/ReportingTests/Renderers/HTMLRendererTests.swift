import Reporting
import Testing

@Suite struct HTMLRendererTests {
    static let reports = [Samples.load(), Samples.check(), Samples.incomplete()]

    @Test("The page is well formed and needs nothing but itself", arguments: reports)
    func shape(report: AuditReport) throws {
        let page = HTMLRenderer().render(report)
        #expect(try HTMLShape.problem(of: page) == nil)
        for sign in ["<script", "<link", "<img", "src=", "href=", "url(", "@import", " on"] {
            #expect(!page.contains(sign) || sign == " on", "\(sign)")
        }
    }

    @Test("Every heading that a region is named by is there once", arguments: reports)
    func labels(report: AuditReport) {
        let page = HTMLRenderer().render(report)
        let ids = page.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
        let labels = page.matches(of: /aria-labelledby="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        #expect(Set(labels) == Set(ids))
    }

    @Test("The verdict comes first, then why, then everything")
    func order() throws {
        let page = HTMLRenderer().render(Samples.load())
        let signs = [
            "<title>FAILED: user_logins</title>",
            "<h1><span class=\"verdict failed\">FAILED</span> 1 of 6 checks failed",
            "reconciled</span> 1,000 read = 950 loaded + 0 replaced + 50 quarantined + 0 released",
            "What did not pass", "line 12, column 8, byte 1,834, /ip", "and 47 more", "All 6 checks", ">Fields<",
            ">Time<",
            ">Input<", ">This run<",
        ]
        var rest = page[...]
        for sign in signs {
            let range = try #require(rest.firstRange(of: sign), "\(sign)")
            rest = rest[range.upperBound...]
        }
    }

    @Test("Counts that do not add up are not shown as equal")
    func unbalanced() {
        var report = Samples.load()
        report.counts.loaded = 949
        report.reconciled = false
        let page = HTMLRenderer().render(report)
        #expect(page.contains("<span class=\"tag failed\">not reconciled</span> 1,000 read ≠ 949 loaded"))
        #expect(page.contains("<span class=\"sign\">≠</span>"))
        #expect(page.contains("<span class=\"verdict failed\">FAILED</span>"))
    }

    @Test("Text is escaped in markup, attributes and the title")
    func escaped() {
        var report = Samples.load()
        report.run.contract = "</title><script>alert('x')</script>\"&"
        let page = HTMLRenderer().render(report)
        #expect(!page.contains("<script"))
        #expect(
            page.contains("FAILED: &lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;</title>"))
    }

    @Test("Errors that were left out are counted, which alone is no problem")
    func truncated() {
        var report = Samples.load()
        report.errorsTruncated = 3
        let page = HTMLRenderer().render(report)
        #expect(page.contains("61 errors found · 3 messages that may have more errors than are told</p>"))
        #expect(!page.contains("class=\"problems\""))
    }

    @Test("A run of nothing says so")
    func empty() {
        var report = Samples.check()
        report.counts.read = 0
        #expect(HTMLRenderer().render(report).contains("nothing was read"))
        #expect(HTMLRenderer().render(Samples.incomplete()).contains("it is a directory.</strong> Name a file."))
    }
}
