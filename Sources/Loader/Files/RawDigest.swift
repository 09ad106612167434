import COpenSSL

/// A SHA-256 of bytes that come piece by piece.
struct RawDigest {
    private var state = copenssl_sha256_state()

    /// The digest of no bytes.
    init() { copenssl_sha256_start(&state) }

    /// Adds bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        copenssl_sha256_add(&state, bytes.baseAddress, bytes.count)
    }

    /// The digest of all bytes so far, in hexadecimal digits.
    func hexadecimal() -> String {
        var state = state
        var digest = [UInt8](repeating: 0, count: SHA256Digest.length)
        copenssl_sha256_finish(&state, &digest)
        return Hexadecimal.text(digest)
    }
}
