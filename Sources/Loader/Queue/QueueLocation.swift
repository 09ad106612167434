/// Which queue, as the command line names it.
///
/// - `sqs://HOST[:PORT]/ACCOUNT/QUEUE`: a local server over plain HTTP;
/// - `https://sqs.REGION.amazonaws.com/ACCOUNT/QUEUE`: a queue URL; `http://` for local servers only;
/// - `sqs:QUEUE-NAME`: a queue of the account, region and endpoint that the AWS configuration sets.
public struct QueueLocation: Hashable, Sendable {
    /// What the text named.
    public enum Target: Hashable, Sendable {
        /// The server and the queue's path on it.
        case url(HTTPAddress)
        /// A name that the server is asked to resolve.
        case name(String)
    }

    /// What the text named.
    public let target: Target
    /// The location as it was written; it cannot hold a secret.
    public let description: String

    /// Reads a location.
    ///
    /// - Throws: `queue.location`, a usage error that does not repeat the text where it might hold a password.
    public init(_ text: String) throws(LoaderError) {
        if text.hasPrefix("sqs://") {
            target = try Self.url("http" + text.dropFirst(3), isLocal: true)
        } else if text.hasPrefix("sqs:") {
            target = .name(try Self.name(String(text.dropFirst(4))))
        } else {
            target = try Self.url(text, isLocal: text.lowercased().hasPrefix("http:"))
        }
        description = text
    }

    /// Whether a text looks like a queue's location rather than a file's name.
    public static func isQueue(_ text: String) -> Bool {
        let lowercased = text.lowercased()
        return ["sqs:", "https://", "http://"].contains { lowercased.hasPrefix($0) }
    }

    /// The queue's name.
    public var queueName: String {
        switch target {
        case .url(let address): address.path.split(separator: "/").last.map(String.init) ?? ""
        case .name(let name): name
        }
    }

    /// Whether the queue keeps an order; its name says so.
    public var isFIFO: Bool { queueName.hasSuffix(".fifo") }

    private static func url(_ text: String, isLocal: Bool) throws(LoaderError) -> Target {
        guard let address = HTTPAddress(text) else {
            throw usage(
                "The queue's address is not of the form sqs://HOST[:PORT]/ACCOUNT/QUEUE or https://HOST/ACCOUNT/QUEUE.")
        }
        guard !isLocal || !AWSHost.isAWS(address.host) else {
            throw usage("\(address.host) is AWS's own host, which is not spoken to without TLS.")
        }
        let parts = address.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }), let last = parts.last else {
            throw usage("The address \(address.origin) lacks the account and the queue: /ACCOUNT/QUEUE.")
        }
        _ = try name(String(last))
        return .url(address)
    }

    /// Letters, digits, `-` and `_`, up to 80 of them, `.fifo` included (*CreateQueue*, SQS API Reference).
    private static func name(_ name: String) throws(LoaderError) -> String {
        let stem = name.hasSuffix(".fifo") ? name.dropLast(5) : name[...]
        let isWellFormed = stem.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isWellFormed, !stem.isEmpty, name.utf8.count <= 80 else {
            throw usage("A queue's name has 1 to 80 letters, digits, hyphens and underscores, and may end in .fifo.")
        }
        return name
    }

    private static func usage(_ message: String) -> LoaderError {
        LoaderError(
            "queue.location", .usage, message,
            remedy: "Write for example sqs://127.0.0.1:4566/000000000000/logins, "
                + "https://sqs.eu-west-1.amazonaws.com/123456789012/logins or sqs:logins.")
    }
}

extension QueueLocation: CustomStringConvertible {}
