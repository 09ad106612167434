import Loader
import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers over HTTP on a thread of its own, which no client can hold up: one request a connection, ten seconds for it,
/// short headers, and so many connections at once.
final class ServiceListener {
    private static let connections = 64
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let endpoints: ServiceEndpoints

    /// Listens nowhere yet.
    init(_ endpoints: ServiceEndpoints) { self.endpoints = endpoints }

    deinit { group.shutdownGracefully { _ in } }

    /// Begins to listen; only these paths are there.
    ///
    /// - Throws: ``LoaderError`` `listen.unavailable` where the port is taken or the host is not this machine.
    func bind(_ address: ListenAddress, paths: Set<String>) throws {
        let endpoints = endpoints
        let limit = ConnectionLimit(Self.connections)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                guard limit.enter() else { return channel.close() }
                channel.closeFuture.whenComplete { _ in limit.leave() }
                return Self.configure(channel, endpoints, paths)
            }
        do { _ = try bootstrap.bind(host: address.host, port: address.port).wait() } catch {
            throw LoaderError(
                "listen.unavailable", .configuration, "\(address) cannot be listened on: \(Self.reason(error)).",
                remedy: "End what uses the port, or name another one.")
        }
    }

    private static func configure(
        _ channel: any Channel, _ endpoints: ServiceEndpoints, _ paths: Set<String>
    ) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = 8 << 10
            limits.maxHeaderListSize = 16 << 10
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(ServiceRequestHandler(endpoints, paths: paths))
        }
    }

    private static func reason(_ error: any Error) -> String {
        (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
    }
}
