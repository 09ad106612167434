/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
struct EnvironmentCredentials: CredentialsProvider {
    let environment: AWSEnvironment

    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
        switch (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]) {
        case (let id?, let secret?):
            return AWSCredentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: environment["AWS_SESSION_TOKEN"])
        case (nil, nil): return nil
        default:
            throw LoaderError(
                "credentials.incomplete", .configuration,
                "Only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set.", remedy: "Set both or neither.")
        }
    }
}
