import Reporting
import Testing

@Suite struct TextRendererTests {
    @Test("A load's summary")
    func load() {
        #expect(
            TextRenderer().render(Samples.load()) == """
                Stage      Rows  Seconds  Rows/s
                --------  -----  -------  ------
                read      1,000    0.120   8,333
                validate  1,000    0.050  20,000
                load        950    0.200   4,750
                total     1,000    0.412   2,427

                Status  Check                      Failures  Share  Measured  Required
                ------  -------------------------  --------  -----  --------  -------------------
                failed  /ip is an IPv4 address           49  4.9 %
                        line 12, column 8, byte 1,834, /ip
                        line 1,017, column 8, byte 159,669, /ip
                        and 47 more
                warned  share of invalid messages        50              5 %  < 10 %, warn: < 1 %

                Database: postgresql://loader@localhost/events

                1,000 read: 950 loaded, 0 replaced, 50 quarantined, 0 released in 0.4 s. FAILED: 1 of 6 checks

                """)
    }

    @Test("A check that passed is one line")
    func check() {
        #expect(
            TextRenderer().render(Samples.check()) == "3 read: 3 valid, 0 invalid in 0.04 s. PASSED: 1 check\n")
    }

    @Test("Problems come with their remedies")
    func incomplete() {
        #expect(
            TextRenderer().render(Samples.incomplete()) == """
                problem source.unreadable: logins.ndjson could not be read: it is a directory.
                        Name a file.

                0 read: 0 valid, 0 invalid in 0.04 s. INCOMPLETE: 1 problem

                """)
    }

    @Test("Counts that do not reconcile and errors left out are said")
    func notes() {
        var report = Samples.check()
        report.reconciled = false
        report.errorsTruncated = 2
        #expect(
            TextRenderer().render(report) == """
                The counts do not reconcile.
                2 messages may have more errors than are told.

                3 read: 3 valid, 0 invalid in 0.04 s. INCOMPLETE: the counts do not reconcile

                """)
    }

    @Test("Colours change nothing but colours")
    func colors() {
        for report in [Samples.load(), Samples.check(), Samples.incomplete()] {
            let colored = TextRenderer(colored: true).render(report)
            #expect(colored.contains("\u{1B}[1;"))
            #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == TextRenderer().render(report))
        }
        let failed = TextRenderer(colored: true).render(Samples.load())
        #expect(failed.contains("\u{1B}[1;31mfailed\u{1B}[0m  /ip"))
        #expect(failed.hasSuffix("\u{1B}[1;31mFAILED: 1 of 6 checks\u{1B}[0m\n"))
    }

    @Test("Of many failed checks the first are shown and the rest counted")
    func many() {
        var report = Samples.load()
        report.checks = (0..<50).map { .init(id: "c\($0)", name: "c\($0)", kind: .message, status: .failed) }
        let lines = TextRenderer().render(report).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("failed") } == 20)
        #expect(lines.contains("and 30 more checks: see the report"))
    }
}
