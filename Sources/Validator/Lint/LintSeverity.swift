/// How bad a finding of the schema linter is.
public enum LintSeverity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Worth knowing; nothing is wrong.
    case note
    /// The schema works, but hardly as it was meant.
    case warning
    /// A check that is written never happens, or no value at all can pass.
    case error

    /// Order of severity.
    public static func < (left: LintSeverity, right: LintSeverity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
