extension PatternNode {
    /// Whether, in every repeated group, the next byte decides between one more round, going on within the round, and
    /// leaving: `(\.\d+)*` is so, `(a+)+` and `(a|aa)*` are not.
    ///
    /// Such groups are the ones that a reader can follow and a matcher need not backtrack in. The others keep the cost
    /// that their author wrote, and the match limit.
    var isDecidedByNextByte: Bool {
        switch self {
        case .sequence(let terms): terms.allSatisfy(\.isDecidedByNextByte)
        case .alternatives(let branches): branches.allSatisfy(\.isDecidedByNextByte)
        case .capture(_, let body): body.isDecidedByNextByte
        case .repetition(.oneOf, _): true
        case .repetition(let body, let repetition):
            body.isDecidedByNextByte && (repetition.maximum == 1 || body.isRepeatable)
        default: true
        }
    }

    private var isRepeatable: Bool {
        !isNullable && first.isDisjoint(with: continuation) && hasDisjointBranches
    }

    /// Whether the empty text matches.
    private var isNullable: Bool {
        switch self {
        case .oneOf: false
        case .sequence(let terms): terms.allSatisfy(\.isNullable)
        case .alternatives(let branches): branches.contains(where: \.isNullable)
        case .capture(_, let body): body.isNullable
        case .repetition(let body, let repetition): repetition.minimum == 0 || body.isNullable
        default: true
        }
    }

    /// What a match can begin with.
    private var first: ScalarSet {
        switch self {
        case .oneOf(let characters): characters.scalars
        case .sequence(let terms):
            terms[..<(terms.firstIndex { !$0.isNullable }.map { $0 + 1 } ?? terms.count)]
                .reduce(.empty) { $0.union($1.first) }
        case .alternatives(let branches): branches.reduce(.empty) { $0.union($1.first) }
        case .capture(_, let body): body.first
        case .repetition(let body, _): body.first
        default: .empty
        }
    }

    /// What may still belong to a match that could end already.
    private var continuation: ScalarSet {
        switch self {
        case .sequence(let terms):
            var result = ScalarSet.empty
            for term in terms.reversed() {
                result = result.union(term.continuation)
                if !term.isNullable { break }
                result = result.union(term.first)
            }
            return result
        case .alternatives(let branches): return branches.reduce(.empty) { $0.union($1.continuation) }
        case .capture(_, let body): return body.continuation
        case .repetition(let body, let repetition):
            let isFixed = repetition.minimum == repetition.maximum
            return isFixed ? body.continuation : body.continuation.union(body.first)
        default: return .empty
        }
    }

    /// Whether no two branches of a choice in the pattern begin with the same scalar.
    private var hasDisjointBranches: Bool {
        switch self {
        case .sequence(let terms): return terms.allSatisfy(\.hasDisjointBranches)
        case .alternatives(let branches):
            var seen = ScalarSet.empty
            for branch in branches {
                guard branch.hasDisjointBranches, branch.first.isDisjoint(with: seen) else { return false }
                seen = seen.union(branch.first)
            }
            return true
        case .capture(_, let body), .repetition(let body, _): return body.hasDisjointBranches
        default: return true
        }
    }
}
