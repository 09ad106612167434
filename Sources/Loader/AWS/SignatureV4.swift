/// AWS Signature Version 4 for requests without a query string.
///
/// Source: *Create a signed AWS API request* in the IAM User Guide. Every header of the request is signed, besides
/// `Host`, which libcurl sends.
struct SignatureV4: Sendable {
    /// The region that the server belongs to.
    var region: String
    /// The service's signing name: `sqs`.
    var service: String

    /// Adds `X-Amz-Date`, `X-Amz-Security-Token` where there is one, and `Authorization` to the request.
    func sign(_ request: inout HTTPRequest, with credentials: AWSCredentials, at time: AWSTimestamp) {
        let date = time.basic
        request.headers.append(("X-Amz-Date", date))
        if let token = credentials.sessionToken { request.headers.append(("X-Amz-Security-Token", token)) }
        let (canonical, signedHeaders) = canonicalRequest(request)
        let scope = "\(date.prefix(8))/\(region)/\(service)/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(date)\n\(scope)\n\(SHA256Digest.hexadecimal(of: canonical))"
        let key = HMACSHA256Key(signingKey(credentials.secretAccessKey, date: String(date.prefix(8))))
        let signature = Hexadecimal.text(key.authenticate(text))
        let credential = "Credential=\(credentials.accessKeyID)/\(scope)"
        request.headers.append(
            ("Authorization", "AWS4-HMAC-SHA256 \(credential), SignedHeaders=\(signedHeaders), Signature=\(signature)"))
    }

    private func canonicalRequest(_ request: HTTPRequest) -> (text: String, signedHeaders: String) {
        let headers = (request.headers + [("Host", request.address.hostHeader)])
            .map { (name: $0.name.lowercased(), value: Self.collapsed($0.value)) }
            .sorted { $0.name < $1.name }
        let lines = headers.map { "\($0.name):\($0.value)\n" }.joined()
        let names = headers.map(\.name).joined(separator: ";")
        let body = SHA256Digest.hexadecimal(of: request.body)
        return ("\(request.method)\n\(request.target)\n\n\(lines)\n\(names)\n\(body)", names)
    }

    private func signingKey(_ secret: String, date: String) -> [UInt8] {
        [date, region, service, "aws4_request"].reduce(Array("AWS4\(secret)".utf8)) { key, part in
            HMACSHA256Key(key).authenticate(part)
        }
    }

    /// Without white space at the ends, and with single spaces within.
    private static func collapsed(_ value: String) -> String {
        value.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
}
