/// The credentials endpoint of a container: ECS tasks, EKS Pod Identity, Greengrass.
///
/// Source: *Container credential provider* in the AWS SDKs and Tools Reference Guide.
struct ContainerCredentials: CredentialsProvider {
    let environment: AWSEnvironment

    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
        guard let address = try address() else { return nil }
        var headers = [(name: "Accept", value: "application/json")]
        if let token = try token() { headers.append(("Authorization", token)) }
        let request = HTTPRequest(
            "GET", address, headers: headers, timeout: 5_000, connectTimeout: 2_000, mayUseProxy: false)
        let response = try RetryPolicy.credentials.send(
            request, to: "The credentials endpoint \(address.origin)", over: http)
        guard response.isSuccess, let credentials = AWSCredentials(json: response.body) else {
            throw LoaderError(
                "credentials.container", .configuration,
                "The container's credentials endpoint \(address.origin) gave no credentials (HTTP status \(response.status)).",
                remedy: "Check the role of the task or of the pod.")
        }
        return credentials
    }

    private func address() throws(LoaderError) -> HTTPAddress? {
        if let relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            guard relative.hasPrefix("/"), let address = HTTPAddress("http://169.254.170.2\(relative)") else {
                throw Self.refused("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not a path that begins with a slash.")
            }
            return address
        }
        guard let full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] else { return nil }
        guard let address = HTTPAddress(full) else {
            throw Self.refused("AWS_CONTAINER_CREDENTIALS_FULL_URI is not an http or https address.")
        }
        // The answer holds keys and the request may hold a token: in plain text they stay on the machine.
        let links = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]
        guard address.scheme == .https || address.isLoopback || links.contains(address.host) else {
            throw Self.refused(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI names a host that is neither this machine nor AWS's own over http.")
        }
        return address
    }

    /// The token file is read at each refresh: EKS replaces it while the pod runs.
    private func token() throws(LoaderError) -> String? {
        var token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        if let path = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            guard let text = FileContent.text(of: path) else {
                throw Self.refused("The file that AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names cannot be read.")
            }
            token = String(text[...].trimmed)
        }
        guard token?.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) ?? true else {
            throw Self.refused("The container's authorization token holds a line break.")
        }
        return token
    }

    private static func refused(_ message: String) -> LoaderError {
        LoaderError(
            "credentials.container", .configuration, message,
            remedy: "Check the variables AWS_CONTAINER_… of the environment.")
    }
}
