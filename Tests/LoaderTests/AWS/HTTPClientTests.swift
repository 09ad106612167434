import Foundation
import TestSupport
import Testing

@testable import Loader

@Suite("The HTTP client")
struct HTTPClientTests {
    func address(_ server: StubServer) throws -> HTTPAddress { try #require(HTTPAddress(server.origin)) }

    @Test("method, target, headers and body arrive as they were given, status and headers come back")
    func exchange() throws {
        let server = try StubServer { _, _ in
            StubResponse(status: 418, headers: ["X-Reply": " a b "], body: "short and stout")
        }
        let client = try HTTPClient()
        let response = try client.send(
            HTTPRequest(
                "POST", address(server), target: "/a/../b%3A", headers: [("X-One", "1"), ("X-Empty", "")],
                body: Array("body".utf8)))
        #expect(response.status == 418)
        #expect(!response.isSuccess)
        #expect(response["x-reply"] == "a b")
        #expect(response.text == "short and stout")
        let seen = try #require(server.requests.first)
        #expect(seen.method == "POST")
        #expect(seen.target == "/a/../b%3A")
        #expect(seen.body == "body")
        #expect(seen.headers["x-one"] == "1")
        #expect(seen.headers["x-empty"]?.isEmpty == true)
        #expect(seen.headers["expect"] == nil)
        #expect(seen.headers["host"] == "127.0.0.1:\(server.port)")
    }

    @Test("one client sends requests of all kinds one after the other", arguments: [2_000_000])
    func reuse(size: Int) throws {
        let server = try StubServer { request, _ in StubResponse(body: "\(request.method) \(request.body.utf8.count)") }
        let client = try HTTPClient()
        let large = [UInt8](repeating: 0x61, count: size)
        #expect(try client.send(HTTPRequest("POST", address(server), body: large)).text == "POST \(size)")
        #expect(try client.send(HTTPRequest("GET", address(server))).text == "GET 0")
        #expect(try client.send(HTTPRequest("PUT", address(server))).text == "PUT 0")
        #expect(try client.send(HTTPRequest("POST", address(server))).text == "POST 0")
    }

    @Test("a redirect is an answer like any other")
    func redirect() throws {
        let server = try StubServer { _, _ in StubResponse(status: 302, headers: ["Location": "http://127.0.0.1:1/"]) }
        #expect(try HTTPClient().send(HTTPRequest("GET", address(server))).status == 302)
        #expect(server.requests.count == 1)
    }

    @Test("a body over the limit is refused")
    func oversize() throws {
        let server = try StubServer { _, _ in StubResponse(body: String(repeating: "x", count: 5_000)) }
        let client = try HTTPClient(maximumResponseBytes: 4_999)
        let error = try #require(throws: LoaderError.self) { try client.send(HTTPRequest("GET", address(server))) }
        #expect(error.code == "http.oversize")
        #expect(try HTTPClient(maximumResponseBytes: 5_000).send(HTTPRequest("GET", address(server))).isSuccess)
    }

    @Test("a connection that breaks off, a port that nobody listens on, a server that is silent: each has its name")
    func errors() throws {
        let server = try StubServer { request, _ in
            if request.target.hasPrefix("/slow") { sleep(2) }
            return .hangUp
        }
        let client = try HTTPClient()
        let broken = try #require(throws: LoaderError.self) { try client.send(HTTPRequest("GET", address(server))) }
        #expect(broken.code == "http.interrupted")
        let slow = HTTPRequest("GET", try address(server), target: "/slow?secret=1", timeout: 200)
        let silent = try #require(throws: LoaderError.self) { try client.send(slow) }
        #expect(silent.code == "http.timeout")
        #expect(!silent.description.contains("secret"))
        let nobody = HTTPAddress(scheme: .http, host: "127.0.0.1", port: try FreePort.find())
        let unreachable = try #require(throws: LoaderError.self) { try client.send(HTTPRequest("GET", nobody)) }
        #expect(unreachable.code == "http.unreachable")
        var tls = try address(server)
        tls.scheme = .https
        let plain = try #require(throws: LoaderError.self) { try client.send(HTTPRequest("GET", tls)) }
        #expect(plain.code == "http.handshake")
        #expect([broken, silent, unreachable, plain].allSatisfy { $0.isTransient })
    }

    @Test("a signal does not end a transfer")
    func signals() throws {
        let server = try StubServer { _, _ in
            usleep(600_000)
            return StubResponse(body: "whole")
        }
        signal(SIGUSR1) { _ in }
        defer { signal(SIGUSR1, SIG_DFL) }
        let address = try address(server)
        let outcome = Monitor<Result<String, LoaderError>?>(nil)
        nonisolated(unsafe) var thread = pthread_t()
        let started = Monitor(false)
        Thread {
            thread = pthread_self()
            started.update { $0 = true }
            let result = Result { () throws(LoaderError) in
                try HTTPClient().send(HTTPRequest("GET", address)).text
            }
            outcome.update { $0 = result }
        }.start()
        started.wait { $0 ? () : nil }
        for _ in 0..<10 {
            usleep(30_000)
            pthread_kill(thread, SIGUSR1)
        }
        #expect(try outcome.wait { $0 }?.get() == "whole")
    }
}
