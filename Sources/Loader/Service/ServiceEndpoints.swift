/// What a service answers over HTTP: how it is, and what it counts. Knows nothing of connections.
public struct ServiceEndpoints: Sendable {
    /// An answer.
    public struct Answer: Hashable, Sendable {
        /// HTTP's status code.
        public var status: Int
        /// The `Content-Type`.
        public var contentType: String
        /// The text.
        public var body: String
    }

    /// The paths that tell how the service is.
    public static let healthPaths = ["/livez", "/readyz", "/healthz"]
    /// The path of the metrics.
    public static let metricsPath = "/metrics"

    private let health: @Sendable () -> ServiceHealth
    private let metrics: @Sendable () -> [MetricFamily]

    init(health: @escaping @Sendable () -> ServiceHealth, metrics: @escaping @Sendable () -> [MetricFamily]) {
        self.health = health
        self.metrics = metrics
    }

    /// The answer for a path.
    ///
    /// - Parameters:
    ///   - method: the request's; only `GET` and `HEAD` are answered.
    ///   - accept: the request's `Accept` header, which decides the metrics' format.
    public func answer(_ method: String = "GET", path: String, accept: String? = nil) -> Answer {
        guard ["GET", "HEAD"].contains(method) else { return Self.plain(405, "Only GET is answered.") }
        switch path {
        case "/livez", "/healthz": return Self.plain(200, "ok")
        case "/readyz":
            let reason = health().reason
            return Self.plain(reason == nil ? 200 : 503, reason ?? "ok")
        case Self.metricsPath:
            let format = MetricsFormat(accept: accept)
            return Answer(
                status: 200, contentType: format.contentType, body: MetricsText.render(metrics(), as: format))
        default: return Self.plain(404, "There is no such path.")
        }
    }

    private static func plain(_ status: Int, _ text: String) -> Answer {
        Answer(status: status, contentType: "text/plain; charset=utf-8", body: text + "\n")
    }
}
