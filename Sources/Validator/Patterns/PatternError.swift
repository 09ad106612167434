/// Why a text is no pattern that this validator can run.
///
/// It names the place and the rule, and repeats nothing of the pattern.
struct PatternError: Error, Equatable, Sendable {
    /// The UTF-8 byte of the pattern at which it went wrong, from 0.
    let offset: Int
    /// What is wrong there.
    let message: String
}
