import Reporting

/// What a measured number must be.
public struct Threshold: Hashable, Sendable {
    /// The comparison.
    public var comparison: AuditReport.Comparison
    /// What the measured number is compared with; the lower one of a range, which includes both its ends.
    public var value: Double
    /// The upper end of a range; equal to ``value`` for all else.
    public var upper: Double

    /// A threshold of these parts.
    public init(_ comparison: AuditReport.Comparison, _ value: Double, upper: Double? = nil) {
        self.comparison = comparison
        self.value = value
        self.upper = upper ?? value
    }

    /// Whether the number keeps the threshold.
    public func holds(for measured: Double) -> Bool {
        switch comparison {
        case .mustBe: measured == value
        case .mustNotBe: measured != value
        case .mustBeGreaterThan: measured > value
        case .mustBeGreaterOrEqualTo: measured >= value
        case .mustBeLessThan: measured < value
        case .mustBeLessOrEqualTo: measured <= value
        case .mustBeBetween: measured >= value && measured <= upper
        case .mustNotBeBetween: measured < value || measured > upper
        }
    }
}

extension Threshold: CustomStringConvertible {
    /// `mustBeLessThan 5`, `mustBeBetween 1 and 10`
    public var description: String {
        "\(comparison.rawValue) \(Self.text(value))" + (comparison.isRange ? " and \(Self.text(upper))" : "")
    }

    private static func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}

extension Threshold {
    /// Whether no number from 0 to `maximum` keeps all thresholds.
    static func contradict(_ thresholds: [Threshold], wholeNumbers: Bool, maximum: Double) -> Bool {
        !candidates(thresholds, wholeNumbers: wholeNumbers, maximum: maximum).contains { number in
            thresholds.allSatisfy { $0.holds(for: number) }
        }
    }

    /// Whether every number from 0 to `maximum` keeps all thresholds, so that they limit nothing.
    static func areIdle(_ thresholds: [Threshold], wholeNumbers: Bool, maximum: Double) -> Bool {
        candidates(thresholds, wholeNumbers: wholeNumbers, maximum: maximum).allSatisfy { number in
            thresholds.allSatisfy { $0.holds(for: number) }
        }
    }

    /// Numbers from 0 to `maximum` that tell thresholds apart: their own, and what lies beside them.
    private static func candidates(_ thresholds: [Threshold], wholeNumbers: Bool, maximum: Double) -> [Double] {
        let ends: [Double] = thresholds.flatMap { [$0.value, $0.upper] } + [0, maximum]
        let candidates = Set(ends).sorted()
        let between = zip(candidates, candidates.dropFirst()).map { ($0 + $1) / 2 }
        let neighbours = candidates.flatMap { [$0.rounded(.down) - 1, $0.rounded(.down), $0.rounded(.up), $0 + 1] }
        let tried = wholeNumbers ? neighbours.map { $0.rounded() } : candidates + between + neighbours
        return tried.filter { $0 >= 0 && $0 <= maximum }
    }
}
