extension AuditReport {
    /// How a measured value is compared with a threshold, in the words of ODCS 3.1.
    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        case mustBe, mustNotBe
        case mustBeGreaterThan, mustBeGreaterOrEqualTo
        case mustBeLessThan, mustBeLessOrEqualTo
        /// Both limits belong to the range.
        case mustBeBetween, mustNotBeBetween

        /// Whether the threshold is a range of two values.
        public var isRange: Bool { self == .mustBeBetween || self == .mustNotBeBetween }
    }
}
