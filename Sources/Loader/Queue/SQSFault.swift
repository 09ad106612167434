import Validator

/// An error that SQS answered with.
struct SQSFault: Hashable, Sendable {
    /// What to do about it.
    enum Category: Hashable, Sendable {
        /// The queue is not there.
        case missing
        /// The credentials have expired; fresh ones may do.
        case expired
        /// The credentials do not permit it.
        case denied
        /// The server is busy or in trouble: the same request may succeed later.
        case transient
        /// Anything else.
        case refused
    }

    /// SQS's name of the error, without a namespace; `HTTP 503` where it gave none.
    let code: String
    /// What to do about it.
    let category: Category

    /// Reads the error of a response: `__type` behind its `#`, else the header `x-amzn-query-error`, else XML's `Code`.
    init(_ response: HTTPResponse) {
        let name = Self.jsonType(response) ?? Self.headerCode(response) ?? Self.xmlCode(response)
        code = name ?? "HTTP \(response.status)"
        category = Self.category(of: [name, Self.headerCode(response)].compactMap { $0 }, status: response.status)
    }

    /// Whether a clock that is wrong can be the reason.
    var mayBeSkew: Bool {
        ["RequestTimeTooSkewed", "RequestExpired", "SignatureDoesNotMatch", "InvalidSignature"].contains {
            code.hasPrefix($0)
        }
    }

    private static func jsonType(_ response: HTTPResponse) -> String? {
        guard response.body.first == UInt8(ascii: "{"), let document = try? JSONValue.parse(response.body),
            let type = document["__type"]?.string, !type.isEmpty
        else { return nil }
        return printable(type.split(separator: "#").last.map(String.init) ?? type)
    }

    /// `AWS.SimpleQueueService.NonExistentQueue;Sender`
    private static func headerCode(_ response: HTTPResponse) -> String? {
        response["x-amzn-query-error"]?.split(separator: ";").first.flatMap { printable(String($0)) }
    }

    private static func xmlCode(_ response: HTTPResponse) -> String? {
        guard response.body.first == UInt8(ascii: "<"), let root = XMLElement(document: response.body) else {
            return nil
        }
        let error = root["Error"] ?? root["Errors"]?["Error"]
        return (error?["Code"]?.text).flatMap(printable)
    }

    /// A code goes into error texts: only what a name may hold, and not much of it.
    private static func printable(_ code: String) -> String? {
        let kept = code.prefix(80).filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_:".contains($0)) }
        return kept.isEmpty ? nil : String(kept)
    }

    private static func category(of codes: [String], status: Int) -> Category {
        for code in codes.map({ $0.split(separator: ".").last.map(String.init) ?? $0 }) {
            if ["NonExistentQueue", "QueueDoesNotExist"].contains(code) { return .missing }
            if code.hasPrefix("ExpiredToken") || code == "RequestExpired" { return .expired }
            if denials.contains(where: code.hasPrefix) { return .denied }
            if throttles.contains(where: code.hasPrefix) { return .transient }
        }
        return status >= 500 || status == 429 || status == 408 ? .transient : .refused
    }

    private static let denials = [
        "AccessDenied", "InvalidClientTokenId", "UnrecognizedClient", "SignatureDoesNotMatch", "InvalidSignature",
        "InvalidAccessKeyId", "MissingAuthenticationToken", "IncompleteSignature", "OptInRequired", "AuthFailure",
        "NotAuthorized", "InvalidSecurity", "RequestTimeTooSkewed",
    ]
    private static let throttles = [
        "Throttl", "RequestThrottled", "TooManyRequests", "OverLimit", "SlowDown", "ServiceUnavailable",
        "InternalError", "InternalFailure", "InternalServer", "RequestTimeout", "KmsThrottled",
    ]
}

extension LoaderError {
    /// What SQS answered, in our words.
    init(_ fault: SQSFault, action: String, queue: QueueLocation) {
        switch fault.category {
        case .missing:
            self.init(
                "queue.missing", .incomplete, "There is no queue \(queue).",
                remedy: "Check the name, the account and the region, or create the queue.")
        case .expired:
            self.init(
                "queue.denied", .incomplete, "The AWS credentials for \(queue) have expired (\(fault.code)).",
                remedy: "Get new ones and start again; what was not acknowledged comes back by itself.")
        case .denied:
            self.init(
                "queue.denied", .incomplete, "SQS refused \(action) on \(queue): \(fault.code).",
                remedy: "Check the keys, this machine's clock, and that the policy allows sqs:\(action.withoutBatch).")
        case .transient:
            self.init(
                "queue.unavailable", .incomplete, "SQS could not do \(action) on \(queue): \(fault.code).",
                remedy: "Start again later; what was not acknowledged comes back by itself.")
        case .refused:
            self.init("queue.refused", .incomplete, "SQS refused \(action) on \(queue): \(fault.code).")
        }
    }
}

extension String {
    /// The permission of a batch action is that of the single one.
    fileprivate var withoutBatch: String { hasSuffix("Batch") ? String(dropLast(5)) : self }
}
