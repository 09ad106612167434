/// Where an HTTP server listens, and a path on it; never a user name or a password.
public struct HTTPAddress: Hashable, Sendable {
    /// The two schemes that are spoken.
    public enum Scheme: String, Hashable, Sendable {
        case http, https
    }

    /// Plain or over TLS.
    public var scheme: Scheme
    /// The host in lower case; an IPv6 address stands in brackets.
    public var host: String
    /// The port, where the address names one.
    public var port: Int?
    /// The path, from its `/`; may be empty.
    public var path: String

    /// An address of these parts.
    public init(scheme: Scheme, host: String, port: Int? = nil, path: String = "") {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads `http[s]://HOST[:PORT][/PATH]`; nil for anything else: a user name, a query, a fragment, white space.
    public init?(_ text: String) {
        guard let separator = text.range(ofFirst: "://"),
            let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased())
        else { return nil }
        let rest = text[separator.upperBound...]
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !rest.contains(where: { "?#@\\\"".contains($0) })
        else { return nil }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = Self.split(authority: rest[..<slash]) else { return nil }
        self.init(scheme: scheme, host: host, port: port, path: String(rest[slash...]))
    }

    /// Splits `HOST[:PORT]`; nil where the host is empty or the port is no number from 1 to 65535.
    static func split(authority: Substring) -> (host: String, port: Int?)? {
        let hostEnd: Substring.Index
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            hostEnd = authority.index(after: bracket)
        } else {
            hostEnd = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let host = authority[..<hostEnd].lowercased()
        guard !host.isEmpty, host != "[]" else { return nil }
        guard hostEnd < authority.endIndex else { return (host, nil) }
        guard authority[hostEnd] == ":", let port = Int(authority[authority.index(after: hostEnd)...]),
            (1...65535).contains(port)
        else { return nil }
        return (host, port)
    }

    /// Scheme, host and port, without a path.
    public var origin: String { "\(scheme.rawValue)://\(host)\(port.map { ":\($0)" } ?? "")" }

    /// The host as the `Host` header names it: with the port where that is not the scheme's own.
    var hostHeader: String {
        guard let port, port != (scheme == .http ? 80 : 443) else { return host }
        return "\(host):\(port)"
    }

    /// Whether the host is this machine.
    public var isLoopback: Bool {
        host == "localhost" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) })
    }
}

extension HTTPAddress: CustomStringConvertible {
    /// The address as it is written.
    public var description: String { origin + path }
}

extension StringProtocol {
    /// The first place of a text in this one.
    func range(ofFirst text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
