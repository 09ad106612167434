/// One request over HTTP/1.1.
struct HTTPRequest: Sendable {
    /// `GET`, `POST` or `PUT`.
    var method: String
    /// The server; its path is not used.
    var address: HTTPAddress
    /// The path and the query as they go over the wire, percent-encoded.
    var target: String
    /// The names, as they are written, and their values; `Host` is added by itself.
    var headers: [(name: String, value: String)]
    /// The body; empty for `GET`.
    var body: [UInt8]
    /// The longest time for the whole exchange, in milliseconds.
    var timeout: Int
    /// The longest time to connect, in milliseconds.
    var connectTimeout: Int
    /// Whether a proxy that the environment names may stand between.
    var mayUseProxy: Bool

    /// A request of these parts; servers on this machine are never asked through a proxy.
    init(
        _ method: String, _ address: HTTPAddress, target: String? = nil, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], timeout: Int = 30_000, connectTimeout: Int = 5_000, mayUseProxy: Bool = true
    ) {
        self.method = method
        self.address = address
        let path = target ?? address.path
        self.target = path.isEmpty ? "/" : path
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.mayUseProxy = mayUseProxy && !address.isLoopback
    }
}
