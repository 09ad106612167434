#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Takes connections on a port of 127.0.0.1 and never says a word.
public final class SilentServer {
    /// Where it listens.
    public let port: Int
    private let listener: LocalSocket
    private var connections: [Int32] = []

    /// Starts to listen.
    public init() throws {
        listener = try LocalSocket()
        port = try listener.bindAnywhere()
        try listener.listen()
    }

    deinit { for connection in connections { close(connection) } }

    /// Waits for connections until there are `limit` or none has come for so many seconds; returns how many there are.
    public func connections(upTo limit: Int, within seconds: Int) -> Int {
        while connections.count < limit, let connection = listener.accept(milliseconds: seconds * 1_000) {
            connections.append(connection)
        }
        return connections.count
    }
}
