import CCurl

extension LoaderError {
    /// What libcurl reports, in our words: the server is named, a path or a header never.
    init(curl code: CURLcode, server: String, isOversize: Bool) {
        if isOversize {
            self.init("http.oversize", .incomplete, "\(server) sent a larger response than is accepted.")
            return
        }
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT:
            self.init(
                "http.unreachable", .incomplete, "\(server) cannot be reached: \(reason).",
                remedy: "Check the address and the port, and that the server runs.")
        case CURLE_OPERATION_TIMEDOUT:
            self.init(
                "http.timeout", .incomplete, "\(server) did not answer in time.",
                remedy: "Check the network between here and there.")
        case CURLE_SSL_CONNECT_ERROR:
            self.init(
                "http.handshake", .incomplete, "No secure connection to \(server): \(reason).",
                remedy: "Check that the server speaks TLS, and the network between here and there.")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            self.init(
                "http.tls", .incomplete, "No secure connection to \(server): \(reason).",
                remedy: "Check the server's certificate and the CA bundle (SSL_CERT_FILE) of this machine.")
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE:
            self.init("http.interrupted", .incomplete, "\(server) closed the connection before its answer was whole.")
        default:
            self.init("http.failed", .incomplete, "The request to \(server) failed: \(reason).")
        }
    }

    /// Whether the same request may succeed a moment later.
    var isTransient: Bool {
        ["http.unreachable", "http.timeout", "http.interrupted", "http.handshake", "credentials.unavailable"].contains(
            code.rawValue)
    }
}
