/// Whether a pattern, which is searched anywhere in a text, looks as if it were meant for the whole text.
struct PatternAnchors {
    /// What is suspicious.
    enum Flaw: Equatable, Sendable {
        /// Neither end is anchored, and the pattern is more than a search for plain text or one character.
        case open
        /// `^a|b$`: each anchor belongs to one alternative.
        case splitAnchors
        /// One end is anchored; at the other a repetition with a choice of lengths restricts nothing.
        case openStart, openEnd
        /// One end is anchored; at the other a character class is counted, and more may follow.
        case countedStart, countedEnd
    }

    /// What stands at one end of a pattern, or of a part of it.
    private enum Edge: Equatable {
        case anchor
        /// Alternatives of which some are anchored.
        case mixed
        /// What shows that more text is meant to follow: `.*`, an assertion, nothing.
        case open
        case literal
        case characterClass
        /// A class that is repeated a fixed number of times.
        case counted
        /// A repetition whose number is not fixed.
        case repetition
    }

    private enum Side { case start, end }

    /// What is suspicious; nil where nothing is.
    let flaw: Flaw?

    init(_ node: PatternNode) { flaw = Self.flaw(of: node) }

    private static func flaw(of node: PatternNode) -> Flaw? {
        if hasSplitAnchors(node) { return .splitAnchors }
        let (start, end) = (edge(node, .start), edge(node, .end))
        switch (start, end) {
        case (.mixed, _), (_, .mixed), (.anchor, .anchor): return nil
        case (.anchor, .repetition): return .openEnd
        case (.anchor, .counted): return .countedEnd
        case (.repetition, .anchor): return .openStart
        case (.counted, .anchor): return .countedStart
        case (.anchor, _), (_, .anchor): return nil
        default: return isSearch(node, start, end) ? nil : .open
        }
    }

    /// Whether the pattern is a search that somebody may mean: for a text, for one character, or for something with
    /// any text around it.
    private static func isSearch(_ node: PatternNode, _ start: Edge, _ end: Edge) -> Bool {
        if case .oneOf = node { return true }
        if node.isChoice { return start == .open && end == .open }
        let meant: [Edge] = [.literal, .open]
        return meant.contains(start) && meant.contains(end)
    }

    private static func hasSplitAnchors(_ node: PatternNode) -> Bool {
        guard case .alternatives(let branches) = node, let first = branches.first, let last = branches.last else {
            return false
        }
        return edge(first, .start) == .anchor && edge(first, .end) != .anchor
            && edge(last, .end) == .anchor && edge(last, .start) != .anchor
    }

    private static func edge(_ node: PatternNode, _ side: Side) -> Edge {
        switch node {
        case .start: side == .start ? .anchor : .open
        case .end: side == .end ? .anchor : .open
        case .look, .wordBoundary, .noWordBoundary: .open
        case .backReference: .literal
        case .oneOf(let characters): characters.isAlmostAnything ? .open : edge(characters)
        case .capture(_, let body): edge(body, side)
        case .sequence(let terms): (side == .start ? terms.first : terms.last).map { edge($0, side) } ?? .open
        case .alternatives(let branches): combined(branches.map { edge($0, side) })
        case .repetition(let body, let repetition): edge(body, repetition, side)
        }
    }

    private static func edge(_ characters: CharacterClass) -> Edge {
        if characters.onlyScalar != nil { return .literal }
        // `\S`, `[^/]`: whatever stands there, something must.
        let excludes = characters.isNegated || characters.scalars.ranges.last?.upperBound == ScalarSet.maximum
        return excludes ? .open : .characterClass
    }

    private static func combined(_ edges: [Edge]) -> Edge {
        if edges.contains(.anchor) || edges.contains(.mixed) {
            return edges.allSatisfy { $0 == .anchor } ? .anchor : .mixed
        }
        let order: [Edge] = [.open, .repetition, .counted, .characterClass]
        return order.first(where: edges.contains) ?? .literal
    }

    private static func edge(_ body: PatternNode, _ repetition: PatternNode.Repetition, _ side: Side) -> Edge {
        let inner = edge(body, side)
        if inner == .anchor || inner == .mixed { return repetition.minimum > 0 ? inner : .mixed }
        if case .oneOf(let characters) = body, repetition.maximum == nil, characters.isAlmostAnything { return .open }
        guard repetition.minimum == repetition.maximum else { return .repetition }
        if case .oneOf = body, inner == .open { return .counted }
        return inner == .characterClass ? .counted : inner
    }
}

extension PatternNode {
    /// Whether the pattern is a choice between alternatives as a whole.
    var isChoice: Bool {
        if case .alternatives = self { true } else { false }
    }
}

extension CharacterClass {
    /// Whether the class is the point, or everything.
    var isAlmostAnything: Bool { properties.isEmpty && (scalars == .dot || scalars == .all) }
}
