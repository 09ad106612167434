import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells systemd how a service is (`sd_notify(3)`), where the environment names its socket; nothing elsewhere.
final class ServiceManager: Sendable {
    private static let secondsBetweenSigns = 5.0
    private let path: String?
    private let lastSign = Mutex(ContinuousClock.now - .seconds(secondsBetweenSigns))

    /// - Parameter path: what `NOTIFY_SOCKET` says: a path, or a name in the abstract namespace behind an `@`.
    init(socket path: String? = getenv("NOTIFY_SOCKET").map { String(cString: $0) }) {
        self.path = path.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The service has started.
    func ready() { send("READY=1") }

    /// The service ends.
    func stopping() { send("STOPPING=1") }

    /// The service is alive; tells so every few seconds, however often it is called.
    func alive() {
        let isDue = lastSign.withLock { last in
            guard ContinuousClock.now - last >= .seconds(Self.secondsBetweenSigns) else { return false }
            last = .now
            return true
        }
        if isDue { send("WATCHDOG=1") }
    }

    private func send(_ text: String) {
        guard let path else { return }
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
        #endif
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + bytes.count } ?? 0)
        // Whether the manager hears it changes nothing.
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(descriptor, text, text.utf8.count, 0, address, length)
            }
        }
    }
}
