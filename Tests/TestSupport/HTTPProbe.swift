/// One connection to an HTTP server of this machine, byte by byte as a test wants it.
public final class HTTPProbe {
    /// What a server answered.
    public struct Answer: Sendable {
        /// The status code; 0 where there was no answer.
        public var status: Int
        /// The lines of the head.
        public var head: [String]
        /// The text behind the head.
        public var body: String
    }

    private let socket: LocalSocket

    /// Connects to a port of 127.0.0.1.
    public init(port: Int) throws {
        socket = try LocalSocket()
        guard socket.connect(to: port) else { throw TestSupportError("Nobody listens on port \(port).") }
    }

    /// Sends a part of a request; false where the server has closed the connection.
    @discardableResult
    public func send(_ text: String) -> Bool { socket.send(text) }

    /// Whether the server closes the connection within so many seconds of silence.
    public func isClosed(within seconds: Int) -> Bool { socket.receive(seconds: seconds).isClosed }

    /// Asks for a path, and reads the answer to its end.
    public static func get(_ path: String, port: Int, method: String = "GET", accept: String? = nil) throws -> Answer {
        let probe = try HTTPProbe(port: port)
        let more = accept.map { "Accept: \($0)\r\n" } ?? ""
        probe.send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(more)\r\n")
        let text = probe.socket.receive(seconds: 30).text
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let head = (parts.first ?? "").split(separator: "\r\n").map(String.init)
        let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Answer(status: status ?? 0, head: head, body: parts.count > 1 ? String(parts[1]) : "")
    }
}
