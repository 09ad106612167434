/// A regular expression as a tree: what `PatternParser` reads, and what both back ends translate.
indirect enum PatternNode: Equatable, Sendable {
    /// One scalar of a class.
    case oneOf(CharacterClass)
    /// Terms one after the other; none of them is the empty expression.
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// A group that captures, with its number.
    case capture(Int, PatternNode)
    case look(isAhead: Bool, isNegated: Bool, PatternNode)
    case repetition(PatternNode, Repetition)
    case backReference(Int)
    case start, end, wordBoundary, noWordBoundary

    /// How often a term may stand.
    struct Repetition: Equatable, Sendable {
        let minimum: Int
        /// nil: without bound.
        let maximum: Int?
        let isLazy: Bool
    }

    /// An assertion about a place, which takes no characters and cannot be repeated.
    var isAssertion: Bool {
        switch self {
        case .look, .start, .end, .wordBoundary, .noWordBoundary: true
        default: false
        }
    }
}
