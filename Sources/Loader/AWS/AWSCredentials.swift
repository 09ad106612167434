/// An access key; its text never shows the secret parts.
struct AWSCredentials: Hashable, Sendable {
    /// The public name of the key.
    var accessKeyID: String
    /// The secret that signs.
    var secretAccessKey: String
    /// The token of temporary credentials.
    var sessionToken: String?
    /// When temporary credentials end.
    var expiration: AWSTimestamp?

    /// What local servers take, which know no keys.
    static let dummy = AWSCredentials(accessKeyID: "test", secretAccessKey: "test")
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind of credentials, without any of their parts.
    var description: String { sessionToken == nil ? "static AWS credentials" : "temporary AWS credentials" }
    /// The same: a debugger's or a test's text holds no secret either.
    var debugDescription: String { description }
    /// Nothing to look into.
    var customMirror: Mirror { Mirror(self, children: []) }
}
