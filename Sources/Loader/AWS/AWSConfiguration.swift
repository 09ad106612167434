/// Region, endpoint and credentials for one service, as the environment and the shared files set them.
struct AWSConfiguration: Sendable {
    let environment: AWSEnvironment
    let profile: AWSProfile

    /// Reads the profile's files.
    init(_ environment: AWSEnvironment) {
        self.environment = environment
        profile = AWSProfile(environment)
    }

    /// `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's region.
    var region: String? { environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? profile["region"] }

    /// `AWS_ENDPOINT_URL_SQS`, `AWS_ENDPOINT_URL`, the profile's endpoint; nil where none is set or all are ignored.
    ///
    /// - Throws: `endpoint.malformed` where the first that is set is no http or https address.
    func sqsEndpoint() throws(LoaderError) -> HTTPAddress? {
        guard !environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") else { return nil }
        let own = environment["AWS_ENDPOINT_URL_SQS"] ?? environment["AWS_ENDPOINT_URL"] ?? profile.endpoint(of: "sqs")
        guard let own else { return nil }
        guard let address = HTTPAddress(own) else { throw Self.badEndpoint("SQS") }
        return address
    }

    /// The error for an endpoint that is no address; it does not repeat what might hold a password.
    static func badEndpoint(_ service: String) -> LoaderError {
        LoaderError(
            "endpoint.malformed", .configuration,
            "The endpoint that is configured for \(service) is not an http or https address without a user name.",
            remedy: "Check AWS_ENDPOINT_URL_\(service), AWS_ENDPOINT_URL and the profile's endpoint_url.")
    }
}
