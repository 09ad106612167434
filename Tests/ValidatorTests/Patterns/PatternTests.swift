import Testing

@testable import Validator

@Suite("Patterns mean what ECMA-262 says")
struct PatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let source: String
        let matching: [String]
        let other: [String]
        var testDescription: String { source }

        init(_ source: String, _ matching: [String], not other: [String]) {
            self.source = source
            self.matching = matching
            self.other = other
        }
    }

    static let cases = [
        Case("", ["", "a"], not: []),
        Case(".*", ["", "\n"], not: []),
        Case("^.*$", ["", "aé\u{2027}\u{2030}"], not: ["\n", "a\u{2028}", "\u{2029}b", "\r"]),
        Case("^.$", ["\u{85}", "\u{B}", "😀", "\u{2010}"], not: ["\n", "\r", "\u{2028}", "ab", ""]),
        Case("^abc", ["abc", "abcd"], not: ["ab", "xabc", ""]),
        Case("abc$", ["abc", "xabc"], not: ["abc\n", "abcx", "bc", ""]),
        Case("^abc$", ["abc"], not: ["abc\n", "abcabc", ""]),
        Case("abc", ["xabcx", "ababc"], not: ["ab", "abxabx", ""]),
        Case("^é$", ["é"], not: ["e\u{301}", "è", ""]),
        Case("^$", [""], not: ["a", "\n"]),
        Case("$^", [""], not: ["a"]),
        Case("a|^b$|c$", ["xax", "b", "xc"], not: ["bb", "cx", ""]),
        Case("(^|x)a", ["a", "bxa"], not: ["ba"]),
        Case("^[0-9]{3}-[0-9]{2}-[0-9]{4}$", ["123-45-6789"], not: ["123-45-678", "123-45-67890", "a123-45-6789"]),
        Case("^\\d{1,4}(\\.\\d{1,4}){1,3}$", ["1.2", "1234.1.2.3"], not: ["1", "1.2.3.4.5", "1..2", "12345.1"]),
        Case("^.{1,3}$", ["a", "ééé", "😀"], not: ["", "éééé", "a\n"]),
        Case("^[^/]+$", ["aé", "\n"], not: ["/", "", "a/b"]),
        Case("^\\s+$", [" \t\u{FEFF}\u{A0}\u{2003}\u{3000}\u{1680}\u{202F}\u{205F}"], not: ["\u{85}", "\u{180E}"]),
        Case("^\\S$", ["\u{85}", "é", "\u{200B}"], not: [" ", "\u{FEFF}", "\u{2028}"]),
        Case("^[\\S]$", ["\u{200B}"], not: ["\u{2029}"]),
        Case("^[^\\S]$", ["\u{2029}"], not: ["\u{200B}"]),
        Case("^\\u00e9\\u{1F600}\\uD83D\\uDE00\\xe9$", ["é😀😀é"], not: ["é😀é"]),
        Case("^[\\uD83D\\uDE00-\\u{1F602}]$", ["😀", "😁", "😂"], not: ["😃", "a"]),
        Case("\\uD83D", [], not: ["😀", "a"]),
        Case("^[\\uD800-\\uFFFF]$", ["\u{E000}", "\u{FFFF}"], not: ["😀", "\u{D7FF}"]),
        Case("^\\cJ\\0\\v\\f\\n\\r\\t$", ["\n\u{0}\u{B}\u{C}\n\r\t"], not: [""]),
        Case("^[\\b]$", ["\u{8}"], not: ["b", ""]),
        Case("\\bfoo\\b", ["a foo.", "éfoo"], not: ["afoo", "foo_"]),
        Case("^\\Boo", [], not: ["oo"]),
        Case("[]", [], not: ["", "a"]),
        Case("^[^]$", ["\n", "😀"], not: ["", "ab"]),
        Case("^(?:a|[])?$", ["", "a"], not: ["b"]),
        Case("^\\p{Lu}\\P{Lu}\\p{Script=Greek}\\p{sc=Latin}$", ["ÄäΩz"], not: ["ääΩz", "Ääzz"]),
        Case("^\\p{gc=Decimal_Number}[\\p{L}\\d_]+$", ["٣aé5_"], not: ["a", "٣٣"]),
        Case("^[^\\p{L}\\d]$", ["-", "٣"], not: ["a", "5", "é"]),
        Case("^\\p{LC}\\p{Any}\\p{ASCII}\\p{Assigned}\\p{Emoji}$", ["aéaa😀"], not: ["aééa😀", "1aaa😀"]),
        Case("^\\P{Assigned}$", ["\u{378}"], not: ["a"]),
        Case("(?<=\\$)\\d+", ["$42"], not: ["42"]),
        Case("(?<!a)b", ["b", "cb"], not: ["ab"]),
        Case("^(?!.*foo)", ["bar"], not: ["a foo"]),
        Case("^(?=.*\\d)(?=.*[a-z]).{4,8}$", ["abc1"], not: ["abcd", "1234", "a1"]),
        Case("^(?<first>a|b)(.)\\k<first>\\2$", ["axax", "byby"], not: ["axbx"]),
        Case("^\\k<later>(?<later>a)$", ["a"], not: ["aa"]),
        Case("^(?:(a)|b)\\1$", ["aa", "b"], not: ["a", "ba"]),
        Case("^a{2,}?b{0}c{1}$", ["aac", "aaaac"], not: ["ac", "aabc"]),
        Case("^{a}[}]]$", ["{a}}]"], not: ["a"]),
        Case("^x{,2}${", [], not: ["x{,2}"]),
        Case("^\\-\\@\\_\\/\\ [\\w-.][\\d-x]$", ["-@_/ -x", "-@_/ .-"], not: ["-@_/ ,x"]),
        Case("^[a-z&&[x]+$", ["&[x"], not: ["1"]),
        Case("^(?:^)*(?:(?=b))?b(?:$)+$", ["b"], not: ["a", "bb"]),
        Case("^#( # )x$", ["# # x"], not: ["#x"]),
        Case("^(a|ab)(c|bcd)(d*)$", ["abcd", "ac"], not: ["abd"]),
        Case("^(?:[a-z]{2}){1,3}$", ["ab", "abcdef"], not: ["abc", "abcdefgh"]),
        Case("^(a*)*$", ["", "aaa"], not: ["b"]),
        Case("^.{0,70000}$", ["", "a"], not: ["\n"]),
        Case("^.{70000,}$", [String(repeating: "é", count: 70_001)], not: [String(repeating: "é", count: 69_999)]),
        Case("^[^\u{2028}]$", ["\u{2027}"], not: ["\u{2028}"]),
    ]

    @Test("by byte program and by PCRE2", arguments: cases)
    func meaning(of sample: Case) throws {
        for usesBytePrograms in [true, false] {
            let pattern = try Pattern(sample.source, usesBytePrograms: usesBytePrograms)
            for text in sample.matching { #expect(pattern.verdict(on: text) == .matches, "\(text.prefix(40))") }
            for text in sample.other { #expect(pattern.verdict(on: text) == .doesNotMatch, "\(text.prefix(40))") }
        }
    }

    @Test(
        "what ECMA-262 has not is refused, with its place",
        arguments: [
            ("\\A", 0), ("a\\Z", 1), ("\\z", 0), ("\\a", 0), ("\\Qx\\E", 0), ("\\h", 0), ("\\K", 0), ("\\G", 0),
            ("(?i)a", 0), ("a(?>b)", 1), ("(?#x)", 0), ("(?P<n>a)", 0), ("(?|a)", 0), ("(?R)", 0), ("(*ACCEPT)", 1),
            ("a++", 2), ("a*+", 2), ("a?+", 2), ("a{1}{2}", 4), ("*a", 0), ("a|+", 2), ("{2}", 0), ("(?=a)*", 5),
            ("^*", 1), ("[[:alpha:]]", 1), ("[^[:^digit:]]", 2), ("é(", 2), ("a)", 1), ("[a", 0), ("[b-a]", 1),
            ("\\", 0), ("\\x1", 0), ("\\u12", 0), ("\\u{110000}", 0), ("\\u{}", 0), ("\\c1", 0), ("\\01", 0),
            ("\\1", 0), ("(a)\\2", 3), ("\\k<n>", 0), ("\\k", 0), ("(?<n>a)(?<n>b)", 7), ("(?<1>a)", 3), ("a{2,1}", 1),
            ("\\p{Foo}", 0), ("\\p{letter}", 0), ("\\p{Script=Foo}", 0), ("\\p{Greek}", 0), ("\\pL", 0), ("\\p{", 0),
            ("\\p{L&}", 0), ("[\\B]", 1), ("[\\1]", 1), ("\\é", 0), (String(repeating: "(", count: 300), 200),
            ("(?<=a+)b", 0), ("a{9999999}", 0), ("a{0,99999999999999999999}", 0), ("(?:){9999999}", 0),
        ])
    func refused(source: String, offset: Int) {
        let error = #expect(throws: PatternError.self) { try Pattern(source) }
        #expect(error?.offset == offset, "\(error?.message ?? "")")
        #expect(error?.message.isEmpty == false)
    }

    @Test(
        "a reference that PCRE2 would follow to another text is refused",
        arguments: [
            ("^(?:(a)|b)*\\1$", "a group that is repeated"), ("^(a\\1)*$", "a group that is repeated"),
            ("(?:x(?<n>a)?){2}\\k<n>", "a group that is repeated"), ("(?=(a)+)\\1", "a group that is repeated"),
            ("(?<=\\1(a))b", "a group within a lookbehind"),
            ("(?:(?=(a)))?\\1b", "a group within a lookahead that is optional"),
        ])
    func refusedReference(source: String, what: String) throws {
        #expect(
            throws: PatternError(
                offset: 0, message: "PCRE2 and ECMA-262 understand different things by a reference to \(what)")
        ) { try Pattern(source) }
        #expect(source.withBytes { PatternParser.accepts($0) })
    }

    @Test(
        "a reference may be repeated, and so may groups that nothing refers to",
        arguments: [
            ("^([\"'])(?:(?!\\1).)*\\1$", "'a\"b'"), ("^(a|b)(?:(c)|d)*\\1{2}$", "acdaa"), ("^(?:(a))?\\1$", "aa"),
        ])
    func takenReference(source: String, text: String) throws {
        let pattern = try Pattern(source)
        #expect(text.withBytes { pattern.match($0, with: PatternScratch()) } == .matches)
    }

    @Test("an exploding pattern is given up, never passed", arguments: ["^(a+)+$", "^(a|aa)+$", "^(a*)*$", "(x+x+)+$"])
    func undecided(source: String) throws {
        let pattern = try Pattern(source)
        let letter = source.contains("x") ? "x" : "a"
        #expect(pattern.verdict(on: String(repeating: letter, count: 10_000) + "b") == .undecided)
        #expect(pattern.verdict(on: "b") == .doesNotMatch)
    }

    @Test("a long text that a harmless pattern walks through is decided")
    func longText() throws {
        let words = String(repeating: "word ", count: 100_000)
        #expect(try Pattern("^(\\w+\\s?)*$").verdict(on: words) == .matches)
        #expect(try Pattern("^(?=w)(\\w+ )+$").verdict(on: words) == .matches)
    }

    /// Patterns that no byte program runs, and texts of 100 KB that are like those that people write.
    private static let longTexts = [
        "prose":
            "The quick brown fox (2024-01-02) jumps over user_1@example.org's lazy dog; \"see\" http://e.com/x?y=1. ",
        "encoded": String(repeating: "QWxhZGRpbjpvcGVuIHNlc2FtZQ", count: 3).prefix(76) + "\r\n",
        "digits": "1234567890",
    ]

    @Test(
        "a long ordinary text is decided",
        arguments: [
            "(?:https?://)?[\\w.-]+\\.com\\b", "[\\w.-]+\\.net\\b", "\\p{L}+@\\p{L}+\\b", "^(?!.*secret).*$", "\\s+$",
            "^(?=.*[a-z])(?=.*\\d).*$", "(\\w+) \\1", "^(?:(?!zzz).)*$", "^(?:[^\"\\\\]|\\\\.)*$", "^\\S+(?: \\S+)*$",
            "<script\\b[^>]*>", "(?<![\\w.])[\\w.]+@", "^(?=\\S).*\\S$|(?=\\s)\\s+$", "\\b\\w+@\\w+\\.org\\b",
        ])
    func longOrdinaryText(source: String) throws {
        let pattern = try Pattern(source)
        for (name, part) in Self.longTexts {
            let text = String(repeating: String(part), count: 100_000 / part.utf8.count)
            #expect(pattern.verdict(on: text) != .undecided, "\(source) on \(name)")
        }
    }

    @Test(
        "a search whose steps grow with the square of the text's length is given up within milliseconds",
        arguments: [
            ("(?:https?://)?[\\w.-]+\\.com\\b", "a-", " .com"), ("^(?=a).*b.*b.*b!$", "ab", "!x"),
            ("(?=\\s)\\s+$", " ", "x"), ("(?:ab?)+(?=x)x", "ab", " x"),
        ])
    func quadratic(source: String, part: String, end: String) throws {
        let pattern = try Pattern(source)
        let text = String(repeating: part, count: 100_000 / part.utf8.count) + end
        // About 30 ms on one core; without a limit it takes seconds.
        let time = ContinuousClock().measure { #expect(pattern.verdict(on: text) == .undecided) }
        #expect(time < .seconds(2))
    }

    @Test("a text without an address is empty")
    func emptyBuffer() throws {
        for source in ["^$", "a?(?=$)"] {
            for usesBytePrograms in [true, false] {
                let pattern = try Pattern(source, usesBytePrograms: usesBytePrograms)
                #expect(pattern.match(UnsafeBufferPointer(start: nil, count: 0), with: PatternScratch()) == .matches)
            }
        }
    }
}
