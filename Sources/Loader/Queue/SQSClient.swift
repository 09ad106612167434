import Synchronization
import Validator

/// Speaks to one queue over one connection: AWS JSON 1.0, or the Query protocol with servers that know no other.
///
/// One request runs at a time; threads use a client each.
final class SQSClient {
    /// What is shared with the other clients of the queue.
    let connection: SQSConnection
    private let http: HTTPClient
    private let parser = JSONParser()
    /// Asked before a request is sent again: true gives it up.
    private let isCancelled: () -> Bool

    /// A client without an open connection yet.
    init(_ connection: SQSConnection, isCancelled: @escaping () -> Bool = { false }) throws(LoaderError) {
        self.connection = connection
        self.isCancelled = isCancelled
        http = try HTTPClient()
    }

    /// Sends a call, again as long as the retry policy allows, and reads the answer.
    ///
    /// - Throws: `queue.missing`, `queue.denied`, `queue.unavailable`, `queue.refused`, `queue.response`, `http.…`,
    ///   `credentials.…`.
    func perform<Value>(_ call: SQSCall, read: (SQSAnswer) -> Value?) throws(LoaderError) -> Value {
        var series = RetrySeries(connection.retries)
        var isRenewed = false
        var isMended = false
        while true {
            switch attemptOnce(call, read) {
            case .success(let value): return value
            case .failure(.expired(_, let credentials)) where !isRenewed:
                connection.credentials.forget(credentials)
                isRenewed = true
            case .failure(.skewed) where !isMended: isMended = true
            case .failure(.final(let error)), .failure(.expired(let error, _)), .failure(.skewed(let error)):
                throw error
            case .failure(.transient(let error)):
                guard call.isRepeated, series.wait(unless: isCancelled) else { throw error }
                connection.retried.add(1, ordering: .relaxed)
            }
        }
    }

    /// Why an attempt failed, and so what to do next.
    private enum Obstacle: Error {
        case transient(LoaderError)
        case expired(LoaderError, AWSCredentials)
        /// This machine's clock was wrong, which is known now.
        case skewed(LoaderError)
        case final(LoaderError)
    }

    private func attemptOnce<Value>(_ call: SQSCall, _ read: (SQSAnswer) -> Value?) -> Result<Value, Obstacle> {
        do throws(LoaderError) {
            let credentials = try connection.credentials.current()
            let signedAt = connection.clock.now
            let response = try exchange(call, credentials)
            guard !response.isSuccess else {
                let value = value(of: response, call, read)
                return value.map(Result.success) ?? .failure(.transient(unreadable(call)))
            }
            let fault = SQSFault(response)
            let error = LoaderError(fault, action: call.action, queue: connection.location)
            if fault.mayBeSkew, connection.clock.adopt(response["date"], signedAt: signedAt) {
                return .failure(.skewed(error))
            }
            switch fault.category {
            case .transient: return .failure(.transient(error))
            case .expired: return .failure(.expired(error, credentials))
            default: return .failure(.final(error))
            }
        } catch {
            return .failure(error.isTransient ? .transient(error) : .final(error))
        }
    }

    private func exchange(_ call: SQSCall, _ credentials: AWSCredentials) throws(LoaderError) -> HTTPResponse {
        let known = connection.wireProtocol.load(ordering: .relaxed)
        if known == .query { return try send(call.queryRequest(to: connection.server), credentials) }
        let response = try send(call.jsonRequest(to: connection.server), credentials)
        guard known == .undecided else { return response }
        guard Self.isForeign(response) else {
            if response.isSuccess { connection.wireProtocol.store(.json, ordering: .relaxed) }
            return response
        }
        let second = try send(call.queryRequest(to: connection.server), credentials)
        // A gateway's page of HTML must not decide for the whole run: only an answer in the protocol's form does.
        guard XMLElement(document: second.body)?.name.hasSuffix("Response") == true else { return response }
        connection.wireProtocol.store(.query, ordering: .relaxed)
        return second
    }

    /// Whether a server answers the JSON protocol as one that does not know it: with an error in XML or HTML.
    private static func isForeign(_ response: HTTPResponse) -> Bool {
        guard !response.isSuccess, ![429, 502, 503, 504].contains(response.status) else { return false }
        return response.body.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    private func send(_ request: HTTPRequest, _ credentials: AWSCredentials) throws(LoaderError) -> HTTPResponse {
        var request = request
        connection.signature.sign(&request, with: credentials, at: connection.clock.now)
        return try http.send(request)
    }

    private func value<Value>(of response: HTTPResponse, _ call: SQSCall, _ read: (SQSAnswer) -> Value?) -> Value? {
        if connection.wireProtocol.load(ordering: .relaxed) == .query {
            guard let root = XMLElement(document: response.body), root.name == "\(call.action)Response" else {
                return nil
            }
            return read(.xml(root["\(call.action)Result"] ?? root))
        }
        // A node is good only as long as the bytes that it points into.
        return response.body.withUnsafeBytes { bytes in
            guard !bytes.isEmpty, let node = try? parser.parse(bytes), node.kind == .object else { return nil }
            return read(.json(node))
        }
    }

    private func unreadable(_ call: SQSCall) -> LoaderError {
        LoaderError(
            "queue.response", .incomplete,
            "\(connection.server.origin) answered \(call.action) with something that is no answer of SQS.",
            remedy: "Check that the address is that of an SQS server.")
    }
}
