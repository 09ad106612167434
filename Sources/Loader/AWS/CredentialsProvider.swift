/// One place where credentials may come from.
protocol CredentialsProvider: Sendable {
    /// The credentials as they are now; nil where this place is not configured.
    ///
    /// - Throws: ``LoaderError`` of code `credentials.…` where it is configured and does not give any.
    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials?
}
