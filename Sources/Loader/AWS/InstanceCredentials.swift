/// The role of an EC2 instance, by its metadata service, version 2 only.
///
/// Source: *Use the Instance Metadata Service to access instance metadata* in the EC2 User Guide.
struct InstanceCredentials: CredentialsProvider {
    private static let name = "The instance metadata service"
    let environment: AWSEnvironment

    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
        guard !environment.isTrue("AWS_EC2_METADATA_DISABLED") else { return nil }
        let service = try address()
        guard let token = try sessionToken(service, http) else { return nil }
        let path = "/latest/meta-data/iam/security-credentials/"
        let roles = try get(path, service, token, http)
        // A machine without a role is no error: it has no credentials to give.
        guard roles.isSuccess, let role = roles.text.split(whereSeparator: \.isNewline).first else { return nil }
        let response = try get(path + role, service, token, http)
        guard response.isSuccess, let credentials = AWSCredentials(json: response.body) else {
            throw LoaderError(
                "credentials.instance", .configuration,
                "The instance metadata service gave no credentials (HTTP status \(response.status)).",
                remedy: "Check the instance profile's role.")
        }
        return credentials
    }

    private func address() throws(LoaderError) -> HTTPAddress {
        let isIPv6 = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
        let usual = isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        guard var address = HTTPAddress(environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? usual) else {
            throw LoaderError(
                "credentials.instance", .configuration,
                "AWS_EC2_METADATA_SERVICE_ENDPOINT is not an http or https address.",
                remedy: "Correct the variable or unset it.")
        }
        while address.path.hasSuffix("/") { address.path.removeLast() }
        return address
    }

    /// Nil where nothing answers: this is no EC2 instance.
    private func sessionToken(_ service: HTTPAddress, _ http: HTTPClient) throws(LoaderError) -> String? {
        let request = HTTPRequest(
            "PUT", service, target: service.path + "/latest/api/token",
            headers: [("X-aws-ec2-metadata-token-ttl-seconds", "21600")], timeout: 2_000, connectTimeout: 1_000,
            mayUseProxy: false)
        guard var response = try? http.send(request) else { return nil }
        // Something is there, and was only busy.
        if response.isBusy { response = try RetryPolicy.credentials.send(request, to: Self.name, over: http) }
        return response.isSuccess && !response.body.isEmpty ? response.text : nil
    }

    private func get(_ path: String, _ service: HTTPAddress, _ token: String, _ http: HTTPClient) throws(LoaderError)
        -> HTTPResponse
    {
        let request = HTTPRequest(
            "GET", service, target: service.path + path, headers: [("X-aws-ec2-metadata-token", token)],
            timeout: 5_000, connectTimeout: 1_000, mayUseProxy: false)
        return try RetryPolicy.credentials.send(request, to: Self.name, over: http)
    }
}
