import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket between libpq and the server that swallows the answer to one COMMIT and hangs up instead.
final class SocketRelay: Sendable {
    /// The directory to connect to.
    let directory: String
    private let server: String
    private let listener: Int32
    private let swallows = Atomic<Bool>(false)

    init(to serverDirectory: String) throws {
        directory = try ServerDirectory.make()
        server = serverDirectory + "/.s.PGSQL.5432"
        listener = socket(AF_UNIX, Self.stream, 0)
        _ = Self.withAddress(directory + "/.s.PGSQL.5432") { bind(listener, $0, $1) }
        listen(listener, 8)
    }

    /// Takes connections until the process ends; for a thread of its own.
    func run() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            let upstream = socket(AF_UNIX, Self.stream, 0)
            _ = Self.withAddress(server) { connect(upstream, $0, $1) }
            pass(client, upstream)
            close(client)
            close(upstream)
        }
    }

    /// Has the answer to the next COMMIT swallowed.
    func swallowNextCommit() { swallows.store(true, ordering: .releasing) }

    /// Whether the answer is still to be swallowed.
    var isWaiting: Bool { swallows.load(ordering: .acquiring) }

    private func pass(_ client: Int32, _ upstream: Int32) {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var ends = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&ends, 2, -1) > 0 else { return }
            let fromClient = ends[0].revents != 0
            let count = read(fromClient ? client : upstream, &bytes, bytes.count)
            guard count > 0, Self.send(bytes, count, to: fromClient ? upstream : client) else { return }
            let isCommit = fromClient && String(decoding: bytes.prefix(count), as: UTF8.self).contains("COMMIT")
            if isCommit, swallows.exchange(false, ordering: .acquiringAndReleasing) {
                // The answer comes after the commit; nobody gets it.
                _ = read(upstream, &bytes, bytes.count)
                return
            }
        }
    }

    /// Sends without SIGPIPE where the other end has gone.
    private static func send(_ bytes: [UInt8], _ count: Int, to descriptor: Int32) -> Bool {
        #if canImport(Glibc)
            Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL)) == count
        #else
            Darwin.write(descriptor, bytes, count) == count
        #endif
    }

    #if canImport(Glibc)
        private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
        private static let stream = SOCK_STREAM
    #endif

    private static func withAddress<Value>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
