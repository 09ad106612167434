import Foundation
import Synchronization
import Testing

@testable import Loader

#if canImport(Glibc)
    import Glibc

    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    import Darwin

    private let streamSocket = SOCK_STREAM
#endif

/// A request as the stub saw it.
struct StubRequest: Sendable {
    var method = ""
    var target = ""
    var headers: [String: String] = [:]
    var body = ""

    /// The action in either protocol.
    var action: String {
        if let target = headers["x-amz-target"] { return String(target.split(separator: ".").last ?? "") }
        return body.split(separator: "&").first { $0.hasPrefix("Action=") }.map { String($0.dropFirst(7)) } ?? ""
    }
}

/// What the stub answers; without a status it closes the connection.
struct StubResponse: Sendable {
    var status: Int? = 200
    var headers: [String: String] = [:]
    var body = ""

    static func json(_ body: String, status: Int = 200) -> StubResponse { StubResponse(status: status, body: body) }
    static let hangUp = StubResponse(status: nil)
    /// An error in the JSON protocol.
    static func fault(_ type: String, status: Int = 400) -> StubResponse {
        json(#"{"__type":"com.amazonaws.sqs#\#(type)","message":"no"}"#, status: status)
    }
}

/// An HTTP server of the tests' own on 127.0.0.1, one thread for each connection, which answers as it is told.
final class StubServer: Sendable {
    let port: Int
    private let listener: Int32
    private let log = Log()

    private final class Log: Sendable {
        let requests = Mutex<[StubRequest]>([])
    }

    /// Starts to listen; `answer` gets each request and the number of requests before it.
    init(_ answer: @escaping @Sendable (StubRequest, Int) -> StubResponse) throws {
        (listener, port) = try Self.openListener()
        let (listener, log) = (listener, log)
        _ = try WorkerThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                _ = try? WorkerThread { Self.serve(connection, log, answer) }
            }
            // Closed here and nowhere else: the number may be another server's as soon as it is.
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var requests: [StubRequest] { log.requests.withLock { $0 } }
    var origin: String { "http://127.0.0.1:\(port)" }
    func location(_ queue: String = "logins") throws -> QueueLocation {
        try QueueLocation("sqs://127.0.0.1:\(port)/000000000000/\(queue)")
    }

    private static func openListener() throws -> (Int32, Int) {
        let listener = socket(AF_INET, streamSocket, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 ? getsockname(listener, $0, &length) : -1
            }
        }
        try #require(status == 0 && listen(listener, 64) == 0)
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func serve(_ connection: Int32, _ log: Log, _ answer: @Sendable (StubRequest, Int) -> StubResponse) {
        defer { close(connection) }
        var buffer: [UInt8] = []
        while let request = request(connection, &buffer) {
            let number = log.requests.withLock { seen in
                seen.append(request)
                return seen.count - 1
            }
            let response = answer(request, number)
            guard let status = response.status else { return }
            var text = "HTTP/1.1 \(status) Status\r\nContent-Length: \(response.body.utf8.count)\r\n"
            for (name, value) in response.headers { text += "\(name): \(value)\r\n" }
            let bytes = Array("\(text)\r\n\(response.body)".utf8)
            guard write(connection, bytes, bytes.count) == bytes.count else { return }
        }
    }

    private static func request(_ connection: Int32, _ buffer: inout [UInt8]) -> StubRequest? {
        var part = [UInt8](repeating: 0, count: 65_536)
        var head: Range<Int>?
        while true {
            head = head ?? buffer.firstRange(of: Array("\r\n\r\n".utf8))
            if let head {
                var request = parse(String(decoding: buffer[..<head.lowerBound], as: UTF8.self))
                let end = head.upperBound + (request.headers["content-length"].flatMap { Int($0) } ?? 0)
                if buffer.count >= end {
                    request.body = String(decoding: buffer[head.upperBound..<end], as: UTF8.self)
                    buffer.removeFirst(end)
                    return request
                }
            }
            let count = read(connection, &part, part.count)
            guard count > 0 else { return nil }
            buffer += part[..<count]
            // A TLS client's greeting is not answered.
            if buffer.first == 0x16 { return nil }
        }
    }

    private static func parse(_ head: String) -> StubRequest {
        var request = StubRequest()
        for (index, line) in head.split(separator: "\r\n").enumerated() {
            if index == 0 {
                let words = line.split(separator: " ")
                request.method = String(words[0])
                request.target = String(words[1])
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                request.headers[line[..<colon].lowercased()] = String(value)
            }
        }
        return request
    }
}
