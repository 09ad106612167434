import TestSupport
import Testing

@testable import Loader

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What systemd is told.
@Suite struct ServiceManagerTests {
    @Test("Start, signs of life and end arrive as datagrams; signs of life come once in a while only")
    func datagrams() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/notify"
        let receiver = try Receiver(path)
        let manager = ServiceManager(socket: path)
        manager.ready()
        for _ in 0..<50 { manager.alive() }
        manager.stopping()
        #expect(receiver.next() == "READY=1")
        #expect(receiver.next() == "WATCHDOG=1")
        #expect(receiver.next() == "STOPPING=1")
    }

    @Test("A service without a manager, or with one that has gone, goes on", arguments: [nil, "", "/nowhere/notify"])
    func nobody(path: String?) {
        let manager = ServiceManager(socket: path)
        manager.ready()
        manager.alive()
    }

    /// The manager's end of the socket.
    private final class Receiver {
        private let descriptor: Int32

        init(_ path: String) throws {
            #if canImport(Glibc)
                descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            #else
                descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
            #endif
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(status == 0)
        }

        deinit { close(descriptor) }

        func next() -> String {
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
    }
}
