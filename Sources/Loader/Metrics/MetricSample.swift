/// One number of a metric.
public struct MetricSample: Hashable, Sendable {
    /// What the number is about; none where the metric has one number.
    public var labels: MetricLabels
    /// The number.
    public var value: Double

    /// A sample of these parts.
    public init(_ value: Double, _ labels: MetricLabels = [:]) {
        self.labels = labels
        self.value = value
    }

    /// A count.
    public init(_ value: Int, _ labels: MetricLabels = [:]) { self.init(Double(value), labels) }
}
