/// How bad a result is, in SARIF's words (section 3.27.10).
public enum SARIFLevel: String, Sendable, Hashable, CaseIterable {
    case none, note, warning, error
}
