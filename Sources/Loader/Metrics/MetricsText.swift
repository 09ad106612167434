/// Writes metrics as text: OpenMetrics 1.0 (*OpenMetrics, a cloud-native, highly scalable metrics protocol*) or
/// Prometheus' format 0.0.4 (*Exposition formats*).
public struct MetricsText: Sendable {
    private let format: MetricsFormat
    private var text = ""

    private init(_ format: MetricsFormat) { self.format = format }

    /// The text of these metrics, in their order.
    public static func render(_ families: [MetricFamily], as format: MetricsFormat) -> String {
        var writer = MetricsText(format)
        for family in families { writer.write(family) }
        if format == .openMetrics { writer.text += "# EOF\n" }
        return writer.text
    }

    private mutating func write(_ family: MetricFamily) {
        let name = family.name
        switch family.samples {
        case .counter(let samples):
            // The older format knows a counter by the name of its samples.
            head(family, format == .openMetrics ? name : name + "_total", type: "counter")
            for sample in samples { line(name + "_total", sample.labels, Self.number(sample.value)) }
        case .gauge(let samples):
            head(family, name, type: "gauge")
            for sample in samples { line(name, sample.labels, Self.number(sample.value)) }
        case .info(let labels):
            head(
                family, format == .openMetrics ? name : name + "_info", type: format == .openMetrics ? "info" : "gauge")
            for labels in labels { line(name + "_info", labels, "1") }
        case .histogram(let distributions):
            head(family, name, type: "histogram")
            for distribution in distributions { write(distribution, name) }
        }
    }

    private mutating func write(_ distribution: MetricDistribution, _ name: String) {
        let bounds = distribution.bounds.map { "\($0)" } + ["+Inf"]
        for (bound, count) in zip(bounds, distribution.cumulated) {
            line(name + "_bucket", distribution.labels, "\(count)", bound: bound)
        }
        line(name + "_count", distribution.labels, "\(distribution.count)")
        line(name + "_sum", distribution.labels, Self.number(distribution.sum))
    }

    private mutating func head(_ family: MetricFamily, _ name: String, type: String) {
        text += "# TYPE \(name) \(type)\n"
        if format == .openMetrics, !family.unit.isEmpty { text += "# UNIT \(name) \(family.unit)\n" }
        text += "# HELP \(name) \(escaped(family.help, quotes: format == .openMetrics))\n"
    }

    private mutating func line(_ name: String, _ labels: MetricLabels, _ value: String, bound: String? = nil) {
        var pairs = labels.pairs.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        if let bound { pairs.append("le=\"\(bound)\"") }
        text += pairs.isEmpty ? "\(name) \(value)\n" : "\(name){\(pairs.joined(separator: ","))} \(value)\n"
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quotes ? escaped.replacing("\"", with: "\\\"") : escaped
    }

    /// A whole number without a fraction, others with as many digits as tell them apart.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
