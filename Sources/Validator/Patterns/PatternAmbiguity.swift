/// Finds repetitions that can match one text in exponentially many ways.
///
/// A loop of a pattern's automaton is exponentially ambiguous where two different ways lead from a place back to it
/// over the same text (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991): in the product of the
/// automaton with itself, a pair of unequal places, or a step with two ways, lies on a circle with a pair of equal
/// ones.
struct PatternAmbiguity {
    /// What an ambiguous repetition can do.
    enum Danger: Equatable, Sendable {
        /// What follows it can fail, and then all ways are tried.
        case canExplode
        /// Nothing that can fail follows it.
        case nothingFollows
    }

    /// Counted repetitions from here on are as bad as endless ones.
    private static let manyRounds = 10
    /// Repeated groups of one pattern that are looked at.
    private static let maximumLoops = 50
    private var loops = 0

    /// The worst that a pattern's repetitions can do; nil where none is ambiguous, or that cannot be told.
    static func danger(of node: PatternNode) -> Danger? {
        var search = PatternAmbiguity()
        return search.danger(of: node, canFailBehind: false)
    }

    private mutating func danger(of node: PatternNode, canFailBehind: Bool) -> Danger? {
        switch node {
        case .sequence(let terms): return danger(of: terms, canFailBehind: canFailBehind)
        case .alternatives(let branches):
            return Self.worst(branches.map { danger(of: $0, canFailBehind: canFailBehind) })
        case .capture(_, let body): return danger(of: body, canFailBehind: canFailBehind)
        // What an assertion has found is not tried another way, but within it something may fail.
        case .look(_, _, let body): return danger(of: body, canFailBehind: false)
        case .repetition(let body, let repetition):
            let canFail = canFailBehind || repetition.minimum > 1
            if isAmbiguous(body, repetition) { return canFail ? .canExplode : .nothingFollows }
            return danger(of: body, canFailBehind: canFail)
        case .oneOf, .backReference, .start, .end, .wordBoundary, .noWordBoundary: return nil
        }
    }

    private mutating func danger(of terms: [PatternNode], canFailBehind: Bool) -> Danger? {
        var canFail = canFailBehind
        var dangers: [Danger?] = []
        for term in terms.reversed() {
            dangers.append(danger(of: term, canFailBehind: canFail))
            canFail = canFail || !term.alwaysMatches
        }
        return Self.worst(dangers)
    }

    private static func worst(_ dangers: [Danger?]) -> Danger? {
        dangers.contains(.canExplode) ? .canExplode : dangers.compactMap { $0 }.first
    }

    private mutating func isAmbiguous(_ body: PatternNode, _ repetition: PatternNode.Repetition) -> Bool {
        if case .oneOf = body { return false }
        guard repetition.maximum ?? .max >= Self.manyRounds, loops < Self.maximumLoops else { return false }
        loops += 1
        guard let automaton = PositionAutomaton(loopOf: body) else { return false }
        var product = PositionProduct(automaton)
        return product.isExponential
    }
}

extension PatternNode {
    /// Whether the pattern matches at every place of every text.
    fileprivate var alwaysMatches: Bool {
        switch self {
        case .sequence(let terms): terms.allSatisfy(\.alwaysMatches)
        case .alternatives(let branches): branches.contains(where: \.alwaysMatches)
        case .capture(_, let body): body.alwaysMatches
        case .repetition(let body, let repetition): repetition.minimum == 0 || body.alwaysMatches
        case .oneOf, .look, .backReference, .start, .end, .wordBoundary, .noWordBoundary: false
        }
    }
}
