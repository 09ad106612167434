import CCurl
import Synchronization

/// One HTTP/1.1 connection, kept open between requests, by libcurl.
///
/// Redirects are not followed. A transfer ends by itself or by its timeout, never by a signal: a long poll that is
/// cut off would strand the messages that it was about to bring. One request runs at a time; give each thread a
/// client of its own.
final class HTTPClient: @unchecked Sendable {
    /// The largest body that is accepted, in bytes.
    let maximumResponseBytes: Int

    private let handle: UnsafeMutableRawPointer
    private let lock = Mutex<Void>(())

    /// A client without a connection yet.
    ///
    /// - Throws: `http.unavailable` where libcurl cannot be started.
    init(maximumResponseBytes: Int = 32 << 20) throws(LoaderError) {
        guard Self.isReady, let handle = curl_easy_init() else {
            throw LoaderError("http.unavailable", .incomplete, "libcurl could not be started.")
        }
        self.handle = handle
        self.maximumResponseBytes = maximumResponseBytes
    }

    deinit { curl_easy_cleanup(handle) }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// Sends a request and waits for the whole response, whatever its status.
    ///
    /// - Throws: `http.unreachable`, `http.timeout`, `http.handshake`, `http.tls`,
    ///   `http.interrupted`, `http.oversize` or `http.failed`,
    ///   all `incomplete`; they name the server, never the path.
    func send(_ request: HTTPRequest) throws(LoaderError) -> HTTPResponse {
        let result = lock.withLock { _ in exchange(request) }
        return try result.get()
    }

    private func exchange(_ request: HTTPRequest) -> Result<HTTPResponse, LoaderError> {
        let response = HTTPResponseBuffer(limit: maximumResponseBytes)
        let list = headerList(request)
        defer { curl_slist_free_all(list) }
        prepare(request, headers: list)
        let code = request.body.withUnsafeBufferPointer { body in
            attach(body, method: request.method)
            return withExtendedLifetime(response) {
                receive(into: response)
                return curl_easy_perform(handle)
            }
        }
        guard code == CURLE_OK else {
            return .failure(LoaderError(curl: code, server: request.address.origin, isOversize: response.isOversize))
        }
        var status = 0
        _ = ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return .success(HTTPResponse(status: status, headers: response.headers, body: response.body))
    }

    private func headerList(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        // Without "Expect:" libcurl waits for "100 Continue" before a large body.
        var list = curl_slist_append(nil, "Expect:")
        for (name, value) in request.headers {
            list = curl_slist_append(list, value.isEmpty ? "\(name);" : "\(name): \(value)") ?? list
        }
        return list
    }

    /// Sets every option anew: `curl_easy_reset` keeps the connection and the TLS session.
    private func prepare(_ request: HTTPRequest, headers: UnsafeMutablePointer<curl_slist>?) {
        curl_easy_reset(handle)
        _ = ccurl_set_string(handle, CURLOPT_URL, request.address.origin + request.target)
        _ = ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
        for (option, value) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_PATH_AS_IS, 1), (CURLOPT_TCP_KEEPALIVE, 1),
            (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1), (CURLOPT_TIMEOUT_MS, request.timeout),
            (CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout),
        ] {
            _ = ccurl_set_long(handle, option, value)
        }
        if !request.mayUseProxy { _ = ccurl_set_string(handle, CURLOPT_NOPROXY, "*") }
    }

    /// The body must stay where it is until the transfer has ended.
    private func attach(_ body: UnsafeBufferPointer<UInt8>, method: String) {
        guard method != "GET" else { return }
        _ = ccurl_set_long(handle, CURLOPT_POST, 1)
        _ = ccurl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.count)
        let bytes = body.isEmpty ? nil : UnsafeMutableRawPointer(mutating: body.baseAddress)
        if let bytes {
            _ = ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, bytes)
        } else {
            _ = ccurl_set_string(handle, CURLOPT_COPYPOSTFIELDS, "")
        }
        if method != "POST" { _ = ccurl_set_string(handle, CURLOPT_CUSTOMREQUEST, method) }
    }

    private func receive(into response: HTTPResponseBuffer) {
        let context = Unmanaged.passUnretained(response).toOpaque()
        _ = ccurl_set_write(handle) { bytes, size, count, context in
            HTTPResponseBuffer.of(context)?.append(bytes, size * count) ?? 0
        }
        _ = ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = ccurl_set_header(handle) { bytes, size, count, context in
            HTTPResponseBuffer.of(context)?.appendHeader(bytes, size * count) ?? 0
        }
        _ = ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    }
}
