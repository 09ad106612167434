import Testing

@testable import Loader

@Suite("HTTP addresses")
struct HTTPAddressTests {
    @Test(
        "the parts of an address",
        arguments: [
            ("http://h", HTTPAddress(scheme: .http, host: "h")),
            (
                "HTTPS://Host.Example:8443/a/b",
                HTTPAddress(scheme: .https, host: "host.example", port: 8443, path: "/a/b")
            ),
            ("http://[fd00:EC2::23]/v1", HTTPAddress(scheme: .http, host: "[fd00:ec2::23]", path: "/v1")),
            ("http://[::1]:80", HTTPAddress(scheme: .http, host: "[::1]", port: 80)),
        ])
    func reading(text: String, address: HTTPAddress) {
        #expect(HTTPAddress(text) == address)
    }

    @Test(
        "what could hide a secret or another host is refused",
        arguments: [
            "", "h", "ftp://h", "http://", "http:///a", "http://user:secret@h/", "http://h@evil/", "http://h?q=1",
            "http://h/#f", "http://h:0", "http://h:65536", "http://h:x", "http://h:", "http://[::1", "http://h\\@evil",
            "http://h /", "http://h/ä", "http://h\n/", "http://[]",
        ])
    func refusing(text: String) {
        #expect(HTTPAddress(text) == nil)
    }

    @Test(
        "this machine, and others that only look like it",
        arguments: [
            ("127.0.0.1", true), ("127.9.9.9", true), ("localhost", true), ("[::1]", true),
            ("127.0.0.1.evil.example", false),
            ("localhost.example", false), ("10.0.0.1", false), ("169.254.170.2", false),
        ])
    func loopback(host: String, isLoopback: Bool) {
        #expect(HTTPAddress(scheme: .http, host: host).isLoopback == isLoopback)
    }
}
