/// One kind of mistake that the schema linter looks for.
public struct LintRule: Hashable, Sendable {
    /// The stable name, in words with hyphens: `unknown-keyword`.
    public let id: String
    /// How bad a finding is, unless the finding says otherwise.
    public let severity: LintSeverity
    /// One line about what is wrong.
    public let summary: String
    /// Why that matters, in a sentence or two.
    public let explanation: String
    /// What to do, as one sentence.
    public let remedy: String

    /// A rule of these parts.
    public init(id: String, severity: LintSeverity, summary: String, explanation: String, remedy: String) {
        self.id = id
        self.severity = severity
        self.summary = summary
        self.explanation = explanation
        self.remedy = remedy
    }
}
