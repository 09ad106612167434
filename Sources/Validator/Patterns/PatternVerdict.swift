/// What a pattern says about a text.
enum PatternVerdict: Sendable {
    case matches
    case doesNotMatch
    /// The matcher gave up at one of its limits. Never a pass.
    case undecided
}
