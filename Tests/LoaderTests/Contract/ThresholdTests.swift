import Reporting
import Testing
import Validator

@testable import Loader

@Suite struct ThresholdTests {
    @Test(
        "each operator holds where its name says",
        arguments: [
            (Threshold(.mustBe, 5), [5], [4, 6]), (Threshold(.mustNotBe, 5), [4, 6], [5]),
            (Threshold(.mustBeGreaterThan, 5), [5.1, 6], [5, 4]),
            (Threshold(.mustBeGreaterOrEqualTo, 5), [5, 6], [4.9]),
            (Threshold(.mustBeLessThan, 5), [4.9, 0], [5, 6]), (Threshold(.mustBeLessOrEqualTo, 5), [5, 0], [5.1]),
            (Threshold(.mustBeBetween, 1, upper: 3), [1, 2, 3], [0.9, 3.1]),
            (Threshold(.mustNotBeBetween, 1, upper: 3), [0.9, 3.1], [1, 2, 3]),
        ] as [(Threshold, [Double], [Double])])
    func operators(_ threshold: Threshold, _ holds: [Double], _ breaks: [Double]) {
        for number in holds { #expect(threshold.holds(for: number)) }
        for number in breaks { #expect(!threshold.holds(for: number)) }
    }

    @Test("only what no number keeps contradicts itself")
    func contradiction() {
        let between = [Threshold(.mustBeGreaterThan, 5), Threshold(.mustBeLessThan, 6)]
        #expect(Threshold.contradict(between, wholeNumbers: true, maximum: 1000))
        #expect(!Threshold.contradict(between, wholeNumbers: false, maximum: 100))
        #expect(Threshold.contradict([Threshold(.mustBeLessThan, 0)], wholeNumbers: true, maximum: 1000))
        #expect(!Threshold.contradict([Threshold(.mustBe, 0)], wholeNumbers: true, maximum: 1000))
        let hole = [Threshold(.mustBeBetween, 1, upper: 3), Threshold(.mustNotBeBetween, 1, upper: 2)]
        #expect(!Threshold.contradict(hole, wholeNumbers: true, maximum: 1000))
    }

    @Test("a misspelt word finds the nearest one, and a strange one none")
    func suggestions() {
        let words = ["columns", "table", "key"]
        #expect(Suggestion.nearest(to: "colums", among: words) == "columns")
        #expect(Suggestion.nearest(to: "tabel", among: words) == "table")
        #expect(Suggestion.nearest(to: "Key", among: words) == "key")
        #expect(Suggestion.nearest(to: "verdict", among: words) == nil)
    }
}
