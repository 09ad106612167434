/// A pattern's characters and which of them may follow which, each step with the number of ways to take it
/// (Glushkov's construction, with multiplicities up to 2).
struct PositionAutomaton {
    /// Ways to reach each position.
    private typealias Ways = [Int: Int]

    private struct Fragment {
        var first: Ways = [:]
        var last: Ways = [:]
        /// The ways to match nothing.
        var empty = 1
    }

    /// The class of each position.
    private(set) var classes: [CharacterClass] = []
    /// For each position those that may follow, with the number of ways.
    private(set) var follow: [[Int: Int]] = []

    private static let maximumPositions = 200
    /// Parts after which the construction is given up: empty groups repeat without taking positions.
    private static let maximumParts = 20_000
    private var parts = 0

    /// The automaton of a pattern that is repeated without end; nil for what needs more than characters (assertions,
    /// references), and where it would become too large.
    init?(loopOf body: PatternNode) {
        guard let fragment = build(body) else { return nil }
        link(fragment.last, fragment.first)
    }

    private mutating func build(_ node: PatternNode) -> Fragment? {
        parts += 1
        guard parts <= Self.maximumParts else { return nil }
        switch node {
        case .oneOf(let characters): return position(characters)
        case .sequence(let terms): return concatenation(terms)
        case .alternatives(let branches): return choice(branches)
        case .capture(_, let body): return build(body)
        case .repetition(let body, let repetition): return build(body, repetition)
        case .look, .backReference, .start, .end, .wordBoundary, .noWordBoundary: return nil
        }
    }

    private mutating func position(_ characters: CharacterClass) -> Fragment? {
        guard classes.count < Self.maximumPositions else { return nil }
        classes.append(characters)
        follow.append([:])
        let number = classes.count - 1
        return Fragment(first: [number: 1], last: [number: 1], empty: 0)
    }

    private mutating func concatenation(_ terms: [PatternNode]) -> Fragment? {
        var result = Fragment()
        for term in terms {
            guard let next = build(term) else { return nil }
            result = joined(result, next)
        }
        return result
    }

    private mutating func choice(_ branches: [PatternNode]) -> Fragment? {
        var result = Fragment(empty: 0)
        for branch in branches {
            guard let next = build(branch) else { return nil }
            result = Fragment(
                first: Self.sum(result.first, next.first, times: 1), last: Self.sum(result.last, next.last, times: 1),
                empty: min(2, result.empty + next.empty))
        }
        return result
    }

    private mutating func build(_ body: PatternNode, _ repetition: PatternNode.Repetition) -> Fragment? {
        let copies = repetition.maximum ?? max(repetition.minimum, 1)
        guard copies <= Self.maximumPositions else { return nil }
        var result = Fragment()
        // From the last copy to the first, because a round that may be left out takes all behind it with it.
        for number in (0..<copies).reversed() {
            guard var round = build(body) else { return nil }
            if repetition.maximum == nil, number == copies - 1 { link(round.last, round.first) }
            round = joined(round, result)
            // An optional round that matches nothing is given up (ECMA-262, RepeatMatcher).
            if number >= repetition.minimum { round.empty = 1 }
            result = round
        }
        return result
    }

    private mutating func joined(_ left: Fragment, _ right: Fragment) -> Fragment {
        link(left.last, right.first)
        return Fragment(
            first: Self.sum(left.first, right.first, times: left.empty),
            last: Self.sum(right.last, left.last, times: right.empty), empty: min(2, left.empty * right.empty))
    }

    private mutating func link(_ sources: Ways, _ targets: Ways) {
        for (source, ways) in sources {
            for (target, more) in targets {
                follow[source][target] = min(2, follow[source][target, default: 0] + ways * more)
            }
        }
    }

    private static func sum(_ left: Ways, _ right: Ways, times factor: Int) -> Ways {
        guard factor > 0 else { return left }
        return left.merging(right.mapValues { min(2, $0 * factor) }) { min(2, $0 + $1) }
    }
}
