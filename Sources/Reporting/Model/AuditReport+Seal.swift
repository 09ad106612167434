import Validator

extension AuditReport {
    /// Chains the report to the contract's run before it and sets its digest.
    ///
    /// - Parameter hash: the SHA-256 of its argument in hexadecimal digits.
    public mutating func seal(previousDigest: String?, hash: ([UInt8]) -> String) {
        self.previousDigest = previousDigest
        digest = hash(canonicalBytes)
    }

    /// Whether a report's digest is that of its content; false too where it was never sealed.
    ///
    /// - Parameters:
    ///   - json: the object as it was stored: what this version does not know counts too.
    ///   - hash: the same function that sealed it.
    public static func isIntact(_ json: JSONValue, hash: ([UInt8]) -> String) -> Bool {
        guard let members = json.object?.members, let digest = json["digest"]?.string else { return false }
        let content = JSONObject(members.filter { $0.name != "digest" }.map { ($0.name, $0.value) })
        return digest == hash(CanonicalJSON.bytes(of: .object(content)))
    }
}
