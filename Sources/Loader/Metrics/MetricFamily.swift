/// One metric at one moment: its name, what it means, and a sample for each set of labels.
public struct MetricFamily: Hashable, Sendable {
    /// What the numbers are.
    public enum Samples: Hashable, Sendable {
        /// Counts that only grow while the process lives.
        case counter([MetricSample])
        /// Numbers that go up and down.
        case gauge([MetricSample])
        /// Labels that tell something; each has the value 1.
        case info([MetricLabels])
        /// How many observations were how large.
        case histogram([MetricDistribution])
    }

    /// The name without a suffix: `audit_messages`; with a unit it ends in that.
    public var name: String
    /// The unit by OpenMetrics, such as `seconds` or `bytes`; empty for plain counts.
    public var unit: String
    /// One sentence about it.
    public var help: String
    /// The numbers.
    public var samples: Samples

    /// A family of these parts.
    public init(_ name: String, unit: String = "", help: String, _ samples: Samples) {
        self.name = name
        self.unit = unit
        self.help = help
        self.samples = samples
    }
}
