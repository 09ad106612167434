import Testing

@testable import Validator

@Suite("Byte programs and PCRE2")
struct ByteProgramTests {
    @Test(
        "common shapes become byte programs",
        arguments: [
            "", ".*", "^abc", "^abc$", "abc", "abc$", "^[0-9]{3}-[0-9]{2}-[0-9]{4}$", "^[A-Z]{2}$", "^[a-z0-9_-]+$",
            "^\\d{1,4}(\\.\\d{1,4}){1,3}$", "^[^/]+$", "^(ios|android|web)$", "^v?\\d+\\.\\d+\\.\\d+(-[a-z]+)?$",
            "^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$", "é", "^[a-z]{2}(-[A-Z]{2})?$",
        ])
    func compiled(source: String) throws {
        #expect(try Pattern(source).code == nil)
    }

    @Test("what the next byte does not decide is left to PCRE2", arguments: ["^(a+)+$", "(a|ab)*$", "(a?)*b", "(?=a)"])
    func notCompiled(source: String) throws {
        #expect(try Pattern(source).code != nil)
    }

    @Test("both agree on random patterns and random texts", arguments: 0..<8)
    func agreement(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let scratch = PatternScratch()
        var verdicts = [PatternVerdict: Int]()
        for _ in 0..<300 {
            let source = randomPattern(&random)
            let fast = try Pattern(source)
            let slow = try Pattern(source, usesBytePrograms: false)
            for _ in 0..<40 {
                let text = randomText(&random)
                let verdict = text.withBytes { fast.match($0, with: scratch) }
                #expect(verdict == text.withBytes { slow.match($0, with: scratch) }, "\(source) on \(text)")
                verdicts[verdict, default: 0] += 1
            }
        }
        #expect(verdicts[.matches, default: 0] > 500 && verdicts[.doesNotMatch, default: 0] > 500)
    }

    @Test("both agree on long texts, whose steps PCRE2 counts", arguments: 0..<4)
    func longAgreement(seed: Int) throws {
        var random = SplitMix(seed: UInt64(200 + seed))
        let scratch = PatternScratch()
        var verdicts = [PatternVerdict: Int]()
        for _ in 0..<200 {
            let source = randomPattern(&random)
            let fast = try Pattern(source)
            let slow = try Pattern(source, usesBytePrograms: false)
            let text = (0..<400).map { _ in randomText(&random) }.joined()
            let verdict = text.withBytes { slow.match($0, with: scratch) }
            verdicts[verdict, default: 0] += 1
            guard verdict != .undecided else { continue }
            #expect(verdict == text.withBytes { fast.match($0, with: scratch) }, "\(source) on \(text)")
        }
        #expect(verdicts[.matches, default: 0] > 50 && verdicts[.doesNotMatch, default: 0] > 50)
        // Repetitions within repetitions, which are given up on shorter texts too.
        #expect(verdicts[.undecided, default: 0] < 20)
    }

    @Test("random texts as patterns are refused or run, on both ways alike", arguments: 0..<4)
    func garbage(seed: Int) {
        var random = SplitMix(seed: UInt64(100 + seed))
        let scratch = PatternScratch()
        let pieces = [
            "a", "b", "é", "\u{2028}", "^", "$", ".", "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "-", "\\",
            "\\d",
            "\\W", "\\b", "(?:", "(?=", "(?<", "(?<n>", "\\k<n>", "\\1", "{1,2}", "\\u00e9", "\\p{L}", "[^", "0", ",",
            ":",
        ]
        var compiled = 0
        for _ in 0..<3_000 {
            let source = (0...random.next(below: 9)).map { _ in pieces[random.next(below: pieces.count)] }.joined()
            guard let fast = try? Pattern(source), let slow = try? Pattern(source, usesBytePrograms: false) else {
                continue
            }
            compiled += 1
            let text = randomText(&random)
            let pair = text.withBytes { (fast.match($0, with: scratch), slow.match($0, with: scratch)) }
            #expect(pair.0 == pair.1, "\(source) on \(text)")
        }
        #expect(compiled > 100)
    }

    private func randomPattern(_ random: inout SplitMix) -> String {
        let body = randomSequence(&random, depth: 2)
        let anchors = [("^", "$"), ("^", ""), ("", "$"), ("", "")][random.next(below: 4)]
        return anchors.0 + body + anchors.1
    }

    private func randomSequence(_ random: inout SplitMix, depth: Int) -> String {
        let atoms = [
            "a", "b", "\\.", "[ab]", "[^a]", "\\d", "\\w", ".", "é", "[é-ü]", "\\s", "\\S", "[^é]", "😀", "(?:^|b)",
            "(?:$|a)",
        ]
        let counts = ["", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "+?"]
        return (0...random.next(below: 3)).map { _ in
            var atom = atoms[random.next(below: atoms.count)]
            if depth > 0, random.next(below: 3) == 0 {
                let branch = random.next(below: 3) == 0 ? "|" + randomSequence(&random, depth: depth - 1) : ""
                atom = "(" + randomSequence(&random, depth: depth - 1) + branch + ")"
            }
            return atom + counts[random.next(below: counts.count)]
        }.joined()
    }

    private func randomText(_ random: inout SplitMix) -> String {
        let alphabet = Array("aaabb.1 \né\u{E8}\u{2028}\u{2010}😀😁")
        return String((0..<random.next(below: 9)).map { _ in alphabet[random.next(below: alphabet.count)] })
    }
}
