import Validator

extension AWSCredentials {
    /// Reads what container and instance endpoints answer: `AccessKeyId`, `SecretAccessKey`, `Token`, `Expiration`.
    init?(json: [UInt8]) {
        guard let document = try? JSONValue.parse(json), let id = document["AccessKeyId"]?.string,
            let secret = document["SecretAccessKey"]?.string, !id.isEmpty, !secret.isEmpty
        else { return nil }
        self.init(
            accessKeyID: id, secretAccessKey: secret, sessionToken: document["Token"]?.string,
            expiration: document["Expiration"]?.string.flatMap(AWSTimestamp.init))
    }
}
