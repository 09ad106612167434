/// How metrics are written down.
public enum MetricsFormat: Sendable, CaseIterable {
    /// OpenMetrics 1.0.
    case openMetrics
    /// Prometheus' text format 0.0.4.
    case prometheus

    /// The format for a request: OpenMetrics where the `Accept` header names it.
    public init(accept: String?) {
        let names = (accept ?? "").split(separator: ",").filter { !Self.isRefused($0) }.map { range in
            String(range.prefix { $0 != ";" }).lowercased().filter { !$0.isWhitespace }
        }
        self = names.contains("application/openmetrics-text") ? .openMetrics : .prometheus
    }

    /// Whether a media range carries the weight 0.
    private static func isRefused(_ range: Substring) -> Bool {
        range.lowercased().split(separator: ";").dropFirst().contains { parameter in
            let text = parameter.filter { !$0.isWhitespace }
            return text.hasPrefix("q=") && Double(text.dropFirst(2)) == 0
        }
    }

    /// The `Content-Type` of the answer.
    public var contentType: String {
        switch self {
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
        }
    }
}
