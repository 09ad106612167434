/// Random text of the kind that breaks renderers, from a seed, so that a failure can be repeated.
struct HostileText: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    static let pieces = [
        "\u{0}", "\u{1}", "\u{8}", "\u{1B}[31m", "\u{1F}", "\u{7F}", "\u{85}", "\u{9B}", "\u{2028}", "\u{202E}",
        "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "]]>", "<![CDATA[", "<script>alert(1)</script>", "</title>",
        "</style>", "<!--", "-->", "&", "&amp;", "&#0;", "\"", "'", "\\", "`", "|", "*", "_", "\r\n", "\n", "\t", " ",
        "👩‍👩‍👧", "漢字", "é", "e\u{301}", "%s%n", "../", "/", "~", "a", "user", "0", "\u{10FFFF}", "\u{D7FF}", "\u{E000}",
    ]

    /// A text of some pieces; now and then a very long one, or none.
    mutating func text() -> String {
        let count = Int.random(in: 0..<12, using: &self)
        var text = ""
        for _ in 0..<count { text += Self.pieces.randomElement(using: &self) ?? "" }
        return Int.random(in: 0..<25, using: &self) == 0 ? String(repeating: text + "x", count: 3000) : text
    }

    mutating func optional() -> String? { Bool.random(using: &self) ? text() : nil }
    mutating func count() -> Int { Int.random(in: 0..<5000, using: &self) }
    mutating func pick<Word: CaseIterable>(_ type: Word.Type) -> Word where Word.AllCases == [Word] {
        Word.allCases[Int.random(in: 0..<Word.allCases.count, using: &self)]
    }
}
