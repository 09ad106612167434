extension AuditReport {
    /// Chains the report to the contract's run before it and sets its digest.
    ///
    /// - Parameter hash: the SHA-256 of its argument in hexadecimal digits.
    public mutating func seal(previousDigest: String?, hash: ([UInt8]) -> String) {
        self.previousDigest = previousDigest
        digest = hash(canonicalBytes)
    }

    /// Whether the digest is that of the content; false too where the report was never sealed.
    ///
    /// - Parameter hash: the same function that sealed it.
    public func isIntact(hash: ([UInt8]) -> String) -> Bool { digest == hash(canonicalBytes) }
}
