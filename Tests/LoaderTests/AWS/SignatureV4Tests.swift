import Testing

@testable import Loader

/// The cases are those of AWS's Signature Version 4 test suite (`aws-sig-v4-test-suite`) that have no query string.
@Suite("Signature Version 4")
struct SignatureV4Tests {
    static let keys = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    static let token =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwt"
        + "hAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVX"
        + "AkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="

    func authorization(
        _ method: String, headers: [(name: String, value: String)] = [], body: String = "", token: String? = nil
    ) -> String? {
        var request = HTTPRequest(
            method, HTTPAddress(scheme: .https, host: "example.amazonaws.com"), headers: headers,
            body: Array(body.utf8))
        var credentials = Self.keys
        credentials.sessionToken = token
        SignatureV4(region: "us-east-1", service: "service")
            .sign(&request, with: credentials, at: AWSTimestamp(seconds: 1_440_938_160))
        return request.headers.first { $0.name == "Authorization" }?.value
    }

    func expected(_ signedHeaders: String, _ signature: String) -> String {
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            + "SignedHeaders=\(signedHeaders), Signature=\(signature)"
    }

    @Test("get-vanilla")
    func getVanilla() {
        let signature = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        #expect(authorization("GET") == expected("host;x-amz-date", signature))
    }

    @Test("post-vanilla")
    func postVanilla() {
        let signature = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
        #expect(authorization("POST") == expected("host;x-amz-date", signature))
    }

    @Test("post-sts-header-before: a session token is signed")
    func sessionToken() {
        let signature = "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"
        #expect(
            authorization("POST", token: Self.token) == expected("host;x-amz-date;x-amz-security-token", signature))
    }

    @Test("post-x-www-form-urlencoded: a body and its type are signed")
    func body() {
        let signature = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
        let type = [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
        #expect(
            authorization("POST", headers: type, body: "Param1=value1")
                == expected("content-type;host;x-amz-date", signature))
    }

    @Test("post-header-key-sort: names are sorted in lower case, and white space is collapsed")
    func headers() {
        let signature = "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"
        #expect(
            authorization("POST", headers: [(name: "My-Header1", value: "value1")])
                == expected("host;my-header1;x-amz-date", signature))
        #expect(
            authorization("POST", headers: [(name: "MY-HEADER1", value: "  value1 ")])
                == expected("host;my-header1;x-amz-date", signature))
    }

    @Test("another body, another key, another day: another signature")
    func sensitivity() {
        let type = [(name: "Content-Type", value: "text/plain")]
        #expect(authorization("POST", headers: type, body: "a") != authorization("POST", headers: type, body: "b"))
        #expect(authorization("POST") != authorization("POST", token: "t"))
    }

    @Test("the port that is not the scheme's own is part of the signed host")
    func host() {
        #expect(HTTPAddress("http://h:8080")?.hostHeader == "h:8080")
        #expect(HTTPAddress("http://h:80")?.hostHeader == "h")
        #expect(HTTPAddress("https://h:443")?.hostHeader == "h")
        #expect(HTTPAddress("https://h:80")?.hostHeader == "h:80")
    }

    @Test("credentials show no secret, however they are printed")
    func description() {
        var credentials = Self.keys
        credentials.sessionToken = "TOKEN"
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped] {
            #expect(!text.contains("wJalr"))
            #expect(!text.contains("TOKEN"))
        }
    }
}
