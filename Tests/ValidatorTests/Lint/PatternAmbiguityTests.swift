import Testing

@testable import Validator

/// The automaton behind `exploding-pattern`, and its verdict against a count of all ways to match.
@Suite struct PatternAmbiguityTests {
    private static func node(_ source: String) throws -> PatternNode {
        var parser = PatternParser(source)
        return try parser.parse()
    }

    @Test(
        "Every step has its number of ways, up to 2",
        arguments: [
            ("ab", [[1: 1], [0: 1]]), ("a*", [[0: 2]]), ("a+", [[0: 2]]), ("a|b", [[0: 1, 1: 1], [0: 1, 1: 1]]),
            ("ab?", [[0: 1, 1: 1], [0: 1]]), ("a{2}", [[1: 1], [0: 1]]), ("a{1,2}", [[1: 1], [0: 1, 1: 1]]),
            ("(a?|b?)c", [[2: 1], [2: 1], [0: 1, 1: 1, 2: 2]]),
        ] as [(String, [[Int: Int]])])
    func steps(_ source: String, _ follow: [[Int: Int]]) throws {
        let automaton = try #require(PositionAutomaton(loopOf: try Self.node(source)))
        #expect(automaton.follow == follow)
    }

    @Test(
        "What needs more than characters has no automaton",
        arguments: ["a(?=b)", "^a", "a$", #"a\b"#, #"(a)\1"#, "a{201}", "(?:a{100}){3}"])
    func noAutomaton(_ source: String) throws {
        #expect(PositionAutomaton(loopOf: try Self.node(source)) == nil)
    }

    @Test("A random pattern that is said to explode has more than one way over some text, any other one few")
    func waysAgree() throws {
        var random = SplitMix(seed: 5)
        var (exploding, calm) = (0, 0)
        for _ in 0..<120 {
            let body = Self.pattern(&random, depth: 2)
            let loop = PatternNode.repetition(try Self.node(body), .init(minimum: 0, maximum: nil, isLazy: false))
            let isExponential = PatternAmbiguity.danger(of: loop) != nil
            if isExponential {
                exploding += 1
                #expect(Self.texts.contains { Ways.count(loop, $0) >= 2 }, "(\(body))*")
            } else {
                calm += 1
                // A polynomial of these small patterns stays below; an exponential grows past it.
                #expect((Self.texts.map { Ways.count(loop, $0) }.max() ?? 0) <= 200, "(\(body))*")
            }
        }
        #expect(exploding > 10 && calm > 10)
    }

    /// Texts of twelve characters with all periods up to four.
    private static let texts: [[UInt32]] = (1...4).flatMap { period in
        (0..<1 << period).map { bits in (0..<12).map { 0x61 + UInt32(bits >> ($0 % period) & 1) } }
    }

    private static func pattern(_ random: inout SplitMix, depth: Int) -> String {
        guard depth > 0 else { return ["a", "b", "[ab]"][random.next(below: 3)] }
        let first = pattern(&random, depth: depth - 1)
        let second = pattern(&random, depth: depth - 1)
        switch random.next(below: 5) {
        case 0: return "(?:\(first)|\(second))"
        case 1: return "(?:\(first))?\(second)"
        case 2: return "(?:\(first))+"
        default: return first + second
        }
    }
}

/// Counts the ways in which a pattern matches from a text's start to its end, as ECMA-262 would try them.
private enum Ways {
    static func count(_ node: PatternNode, _ text: [UInt32]) -> Int { ends(node, text, 0)[text.count] ?? 0 }

    /// The ways to each place where a match that begins at `start` can end.
    private static func ends(_ node: PatternNode, _ text: [UInt32], _ start: Int) -> [Int: Int] {
        switch node {
        case .oneOf(let characters):
            let isMatch = start < text.count && characters.scalars.ranges.contains { $0.contains(text[start]) }
            return isMatch ? [start + 1: 1] : [:]
        case .sequence(let terms):
            return terms.reduce([start: 1]) { places, term in followed(places) { ends(term, text, $0) } }
        case .alternatives(let branches):
            return branches.reduce(into: [:]) { $0.merge(ends($1, text, start), uniquingKeysWith: sum) }
        case .capture(_, let body): return ends(body, text, start)
        case .repetition(let body, let repetition): return rounds(body, repetition, text, start)
        default: return [start: 1]
        }
    }

    private static func rounds(
        _ body: PatternNode, _ repetition: PatternNode.Repetition, _ text: [UInt32], _ start: Int
    ) -> [Int: Int] {
        var places = [start: 1]
        var result: [Int: Int] = repetition.minimum == 0 ? places : [:]
        for round in 1...max(1, min(repetition.maximum ?? 12, 12)) {
            // An optional round that matches nothing is given up.
            places = followed(places) { place in
                ends(body, text, place).filter { round <= repetition.minimum || $0.key > place }
            }
            if round >= repetition.minimum { result.merge(places, uniquingKeysWith: sum) }
        }
        return result
    }

    private static func followed(_ places: [Int: Int], _ next: (Int) -> [Int: Int]) -> [Int: Int] {
        places.reduce(into: [:]) { result, place in
            result.merge(next(place.key).mapValues { min($0 * place.value, 1 << 20) }, uniquingKeysWith: sum)
        }
    }

    private static func sum(_ left: Int, _ right: Int) -> Int { min(left + right, 1 << 20) }
}
