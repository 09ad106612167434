import Loader

/// Where the program listens: `HOST:PORT`.
struct ListenAddress: Hashable {
    /// A name or an address, an IPv6 one without its brackets.
    let host: String
    /// The port.
    let port: Int

    /// Reads `127.0.0.1:9090`, `localhost:9090` or `[::1]:9090`; nil for anything else.
    init?(_ text: String) {
        guard let address = HTTPAddress("http://\(text)"), let port = address.port, address.path.isEmpty else {
            return nil
        }
        host = address.host.first == "[" ? String(address.host.dropFirst().dropLast()) : address.host
        self.port = port
    }
}

extension ListenAddress: CustomStringConvertible {
    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
