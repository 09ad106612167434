/// The keys of a profile in the shared configuration and credentials files.
struct ProfileCredentials: CredentialsProvider {
    let profile: AWSProfile

    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
        let profile = profile.readAgain()
        if let id = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
            return AWSCredentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: profile["aws_session_token"])
        }
        // A profile that only sets a region, and the default one's absence, leave the keys to the next place.
        guard profile.exists || profile.isExplicit else { return nil }
        guard profile.exists else {
            throw LoaderError(
                "credentials.profile", .configuration,
                "There is no AWS profile \"\(profile.name)\" in the shared configuration and credentials files.",
                remedy: "Check AWS_PROFILE, AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.")
        }
        if let setting = Self.unsupported.first(where: { profile[$0] != nil }) {
            throw LoaderError(
                "credentials.unsupported", .configuration,
                "The AWS profile \"\(profile.name)\" takes its credentials from \(setting), which is not supported.",
                remedy: "Run: eval \"$(aws configure export-credentials --profile \(profile.name) --format env)\"")
        }
        return nil
    }

    private static let unsupported = [
        "role_arn", "source_profile", "credential_source", "credential_process", "sso_session", "sso_start_url",
        "login_session",
    ]
}
