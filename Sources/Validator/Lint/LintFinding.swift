/// One mistake in a schema that a validator accepts without a word.
public struct LintFinding: Hashable, Sendable {
    /// The rule that is broken.
    public let rule: LintRule
    /// How bad it is here.
    public let severity: LintSeverity
    /// The place in the schema's document.
    public let place: JSONPointer
    /// Whether the member's name is meant, not its value.
    public let isAboutName: Bool
    /// What is wrong, without a full stop.
    public let message: String
    /// What would be right, without a full stop.
    public let remedy: String

    /// A finding of these parts; severity and remedy are the rule's where none are given.
    public init(
        _ rule: LintRule, at place: JSONPointer, isAboutName: Bool = true, _ message: String,
        severity: LintSeverity? = nil, remedy: String? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.place = place
        self.isAboutName = isAboutName
        self.message = message
        self.remedy = remedy ?? rule.remedy
    }
}
