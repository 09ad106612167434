/// What a check that only warned becomes in JUnit XML, which has no such state.
public enum JUnitWarnings: String, Hashable, Sendable, CaseIterable {
    /// A passed case; the suite's output says `WARN`.
    case hidden
    /// A skipped case.
    case skipped
    /// A failed case.
    case failure
}
