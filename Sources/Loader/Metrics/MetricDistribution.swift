/// How many observations fell below each of some bounds: a histogram's counts for one set of labels.
public struct MetricDistribution: Hashable, Sendable {
    /// Bounds in seconds from a millisecond to a minute.
    public static let latencies = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    /// What the observations are about.
    public let labels: MetricLabels
    /// The upper bounds, ascending; each counts what is not larger.
    public let bounds: [Double]
    /// The observations of each bound that no smaller one counts; the last one's are those above all bounds.
    public private(set) var counts: [Int]
    /// The sum of all observations.
    public private(set) var sum = 0.0

    /// No observation yet.
    public init(_ labels: MetricLabels = [:], bounds: [Double] = latencies) {
        self.labels = labels
        self.bounds = bounds
        counts = [Int](repeating: 0, count: bounds.count + 1)
    }

    /// Counts one observation.
    public mutating func observe(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// The number of all observations.
    public var count: Int { counts.reduce(0, +) }

    /// The observations up to each bound, the smaller ones' included; the last one is ``count``.
    public var cumulated: [Int] {
        var total = 0
        return counts.map { count in
            total += count
            return total
        }
    }
}
