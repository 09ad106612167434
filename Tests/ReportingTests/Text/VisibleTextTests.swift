import Testing

@testable import Reporting

@Suite struct VisibleTextTests {
    @Test(
        "What hides, reorders or forges becomes visible",
        arguments: [
            ("plain ü 漢 👩‍👩‍👧", "plain ü 漢 👩‍👩‍👧"), ("a\u{0}b\u{1B}[31m", "a␀b␛[31m"), ("a\r\nb\tc", "a␍␊b␉c"),
            ("\u{7F}\u{9B}\u{85}", "␡\u{FFFD}\u{FFFD}"), ("\u{202E}cba\u{2069}", "\u{FFFD}cba\u{FFFD}"),
            ("\u{FFFE}\u{1FFFF}\u{10FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("", ""),
        ])
    func oneLine(text: String, shown: String) { #expect(VisibleText.oneLine(text) == shown) }

    @Test("Long text is cut and says so")
    func cut() {
        #expect(VisibleText.oneLine("abcdef", limit: 3) == "abc…")
        #expect(VisibleText.oneLine("abc", limit: 3) == "abc")
    }

    @Test("Lines and tabs stay where lines are asked for")
    func lines() { #expect(VisibleText.lines("a\nb\tc\u{B}") == "a\nb\tc␋") }
}
