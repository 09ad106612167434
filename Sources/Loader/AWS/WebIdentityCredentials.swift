/// A token file that STS exchanges for temporary credentials: IAM roles for service accounts (EKS) and the like.
///
/// Source: *AssumeRoleWithWebIdentity* in the STS API Reference, version 2011-06-15. The request is not signed.
struct WebIdentityCredentials: CredentialsProvider {
    let environment: AWSEnvironment
    let profile: AWSProfile
    let region: String?

    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
        guard let (tokenFile, role, session) = settings else { return nil }
        guard let role else {
            throw LoaderError(
                "credentials.web-identity", .configuration,
                "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not.", remedy: "Set both.")
        }
        // The token is short-lived: it is read anew each time.
        guard let token = FileContent.text(of: tokenFile)?[...].trimmed, !token.isEmpty else {
            throw LoaderError(
                "credentials.web-identity", .configuration, "The web identity token file \(tokenFile) cannot be read.",
                remedy: "Check AWS_WEB_IDENTITY_TOKEN_FILE and the file's permissions.")
        }
        return try assume(role, session: session, token: String(token), over: http)
    }

    private var settings: (tokenFile: String, role: String?, session: String)? {
        if let file = environment["AWS_WEB_IDENTITY_TOKEN_FILE"] {
            return (file, environment["AWS_ROLE_ARN"], environment["AWS_ROLE_SESSION_NAME"] ?? "audit")
        }
        return profile["web_identity_token_file"].map {
            ($0, profile["role_arn"], profile["role_session_name"] ?? "audit")
        }
    }

    private func assume(_ role: String, session: String, token: String, over http: HTTPClient) throws(LoaderError)
        -> AWSCredentials
    {
        let body = PercentEncoding.form([
            ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"), ("RoleArn", role),
            ("RoleSessionName", session), ("WebIdentityToken", token),
        ])
        let request = HTTPRequest(
            "POST", try endpoint(), headers: [("Content-Type", "application/x-www-form-urlencoded")], body: body)
        let response = try RetryPolicy.credentials.send(request, to: "STS", over: http)
        let document = XMLElement(document: response.body)
        guard response.isSuccess,
            let found = document?["AssumeRoleWithWebIdentityResult"]?["Credentials"], let id = found["AccessKeyId"],
            let secret = found["SecretAccessKey"], let sessionToken = found["SessionToken"]
        else {
            let code = document?["Error"]?["Code"]?.text ?? "HTTP status \(response.status)"
            throw LoaderError(
                "credentials.web-identity", .configuration, "STS gave no credentials for the role \(role): \(code).",
                remedy: "Check the role's trust policy and that the token file is current.")
        }
        return AWSCredentials(
            accessKeyID: id.text, secretAccessKey: secret.text, sessionToken: sessionToken.text,
            expiration: found["Expiration"].flatMap { AWSTimestamp($0.text) })
    }

    private func endpoint() throws(LoaderError) -> HTTPAddress {
        let own = environment["AWS_ENDPOINT_URL_STS"] ?? environment["AWS_ENDPOINT_URL"] ?? profile.endpoint(of: "sts")
        guard let own else {
            return HTTPAddress(
                scheme: .https, host: region.map { AWSHost.name(of: "sts", in: $0) } ?? "sts.amazonaws.com")
        }
        guard let address = HTTPAddress(own) else { throw AWSConfiguration.badEndpoint("STS") }
        return address
    }
}
