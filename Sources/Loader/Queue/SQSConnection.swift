import Synchronization

/// What all clients of one queue share: the server, the credentials, and what was learned about the server.
final class SQSConnection: Sendable {
    /// How requests and responses are written.
    enum WireProtocol: UInt8, AtomicRepresentable {
        /// AWS JSON 1.0 until the server has shown what it speaks.
        case undecided
        /// AWS JSON 1.0.
        case json
        /// The Query protocol, version 2012-11-05, of older servers.
        case query
    }

    /// Which queue.
    let location: QueueLocation
    /// The server; every request goes to this path, never to a host inside a queue URL.
    let server: HTTPAddress
    /// Signs requests for the server's region.
    let signature: SignatureV4
    /// The time that requests are signed with.
    let clock: ServerClock
    /// The credentials in use.
    let credentials: CredentialsCache
    /// How requests are repeated.
    let retries: RetryPolicy
    /// What the server speaks, as far as is known.
    let wireProtocol = Atomic<WireProtocol>(.undecided)
    /// Requests that were sent again, and entries of batches.
    let retried = Atomic(0)
    /// The queue's URL, the parameter of most actions; nil until a name has been resolved.
    let queueURL: Mutex<String?>

    /// Finds the server, the region and the credentials' places for a location.
    ///
    /// - Throws: `endpoint.malformed`, `region.missing` (configuration).
    init(
        _ location: QueueLocation, environment: AWSEnvironment, retries: RetryPolicy, clock: ServerClock = ServerClock()
    ) throws(LoaderError) {
        let configuration = AWSConfiguration(environment)
        server = try Self.server(location, configuration)
        let region = AWSHost.region(in: server.host) ?? Self.hostRegion(location) ?? configuration.region ?? "us-east-1"
        signature = SignatureV4(region: region, service: "sqs")
        credentials = CredentialsCache(
            Self.isTrusted(server)
                ? CredentialsChain(environment, profile: configuration.profile, region: configuration.region ?? region)
                : CredentialsChain(local: environment, profile: configuration.profile)
        ) { clock.now }
        self.clock = clock
        self.location = location
        self.retries = retries
        if case .url(let address) = location.target {
            queueURL = Mutex(address.description)
        } else {
            queueURL = Mutex(nil)
        }
    }

    /// Over plain HTTP only keys that the environment or a named profile sets are used.
    private static func isTrusted(_ server: HTTPAddress) -> Bool { server.scheme == .https }

    /// A host of the user's own is taken at its word; AWS's own may be replaced by a configured endpoint.
    private static func server(_ location: QueueLocation, _ configuration: AWSConfiguration) throws(LoaderError)
        -> HTTPAddress
    {
        if case .url(var address) = location.target {
            address.path = "/"
            guard AWSHost.isAWS(address.host), let endpoint = try configuration.sqsEndpoint() else { return address }
            return endpoint
        }
        if let endpoint = try configuration.sqsEndpoint() { return endpoint }
        guard let region = configuration.region else {
            throw LoaderError(
                "region.missing", .configuration, "The AWS region of \(location) is not known.",
                remedy: "Set AWS_REGION, or name the queue by its https URL.")
        }
        return HTTPAddress(scheme: .https, host: AWSHost.name(of: "sqs", in: region), path: "/")
    }

    private static func hostRegion(_ location: QueueLocation) -> String? {
        guard case .url(let address) = location.target else { return nil }
        return AWSHost.region(in: address.host)
    }
}
