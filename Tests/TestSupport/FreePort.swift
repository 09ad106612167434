#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// TCP ports of this machine.
public enum FreePort {
    /// A port that nobody listened on a moment ago.
    public static func find() throws -> Int {
        let socket = try LocalSocket()
        return try socket.bindAnywhere()
    }

    /// Whether somebody listens on a port.
    public static func isOpen(_ port: Int) -> Bool {
        guard let socket = try? LocalSocket() else { return false }
        return socket.connect(to: port)
    }
}

/// A TCP socket on 127.0.0.1.
final class LocalSocket {
    private let descriptor: Int32

    init() throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw TestSupportError("No socket: errno \(errno).") }
    }

    deinit { close(descriptor) }

    func bindAnywhere() throws -> Int {
        var address = Self.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
            }
        }
        guard status == 0 else { throw TestSupportError("No free port: errno \(errno).") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    func connect(to port: Int) -> Bool {
        var address = Self.address(port: UInt16(port))
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                systemConnect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    func listen() throws {
        guard systemListen(descriptor, 128) == 0 else { throw TestSupportError("Nobody listens: errno \(errno).") }
    }

    /// The descriptor of the connection that came next; nil where none has come for so long.
    func accept(milliseconds: Int) -> Int32? {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Int32(milliseconds)) > 0 else { return nil }
        let connection = systemAccept(descriptor)
        return connection < 0 ? nil : connection
    }

    /// Sends a text; false where the other end has gone.
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        #if canImport(Glibc)
            return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        #else
            return write(descriptor, bytes, bytes.count) == bytes.count
        #endif
    }

    /// What comes until the other end closes, or nothing has come for so many seconds.
    func receive(seconds: Int) -> (text: String, isClosed: Bool) {
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        var received: [UInt8] = []
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else {
                // A client that is cut off in the middle of its request sees a reset.
                return (String(decoding: received, as: UTF8.self), count == 0 || errno == ECONNRESET)
            }
            received += bytes[..<count]
        }
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    connect(descriptor, address, length)
}

private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }

private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }
