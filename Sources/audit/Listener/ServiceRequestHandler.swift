import Loader
import NIOCore
import NIOHTTP1

/// Answers the one request of a connection, and closes it.
final class ServiceRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let patience = TimeAmount.seconds(10)
    private let endpoints: ServiceEndpoints
    private let paths: Set<String>
    private var head: HTTPRequestHead?
    private var deadline: Scheduled<Void>?

    /// A handler of one connection; only these paths are there.
    init(_ endpoints: ServiceEndpoints, paths: Set<String>) {
        self.endpoints = endpoints
        self.paths = paths
    }

    /// Whatever the client does or leaves undone: the connection ends in time.
    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = self.head ?? head
        case .body: break
        case .end:
            guard let head else { return }
            answer(head, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let answer = answer(head)
        let response = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status),
            headers: [
                "Content-Type": answer.contentType, "Content-Length": "\(answer.body.utf8.count)",
                "Cache-Control": "no-store", "Connection": "close",
            ])
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if head.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
        }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    private func answer(_ head: HTTPRequestHead) -> ServiceEndpoints.Answer {
        let path = String(head.uri.prefix { $0 != "?" })
        let accept = head.headers["Accept"].joined(separator: ",")
        return endpoints.answer(head.method.rawValue, path: paths.contains(path) ? path : "", accept: accept)
    }
}
