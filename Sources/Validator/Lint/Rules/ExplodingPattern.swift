/// `exploding-pattern`: a pattern whose search can take exponential time.
enum ExplodingPattern: LintCheck {
    static let rule = LintRule(
        id: "exploding-pattern", severity: .warning,
        summary: "A repeated group can match the same text in several ways.",
        explanation: "A backtracking engine tries every way before it gives up: twice as many with each further "
            + "character. This validator stops early and reports that the pattern could not be decided.",
        remedy: "Let each character be matched in one way only, as (?:a+,)*a+ instead of (?:a+,?)*")

    static func findings(in site: LintSite) -> [LintFinding] {
        PatternPlace.all(in: site).compactMap { pattern in
            guard let node = pattern.node, let danger = PatternAmbiguity.danger(of: node) else { return nil }
            let message =
                danger == .canExplode
                ? "a repeated group can match the same text in several ways: an engine that backtracks may take "
                    + "exponential time, and this validator may report 'could not be decided'"
                : "a repeated group can match the same text in several ways; as soon as something that can fail "
                    + "follows it, the search takes exponential time"
            return LintFinding(
                rule, at: pattern.place, isAboutName: pattern.isName, message,
                severity: danger == .canExplode ? nil : .note)
        }
    }
}
