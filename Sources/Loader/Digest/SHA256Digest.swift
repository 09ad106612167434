import COpenSSL

/// SHA-256 (FIPS 180-4) over bytes in memory.
public enum SHA256Digest {
    /// The number of bytes of a digest.
    public static let length = 32

    /// Writes the 32 bytes of the digest to the beginning of `digest`, which must have room for them.
    public static func write(of bytes: UnsafeRawBufferPointer, to digest: UnsafeMutablePointer<UInt8>) {
        copenssl_sha256(bytes.baseAddress, bytes.count, digest)
    }

    /// The 32 bytes of the digest.
    public static func bytes(of bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { digest, count in
            bytes.withUnsafeBytes { copenssl_sha256($0.baseAddress, $0.count, digest.baseAddress.unsafelyUnwrapped) }
            count = length
        }
    }

    /// The digest in 64 lower-case hexadecimal digits.
    public static func hexadecimal(of bytes: [UInt8]) -> String { Hexadecimal.text(Self.bytes(of: bytes)) }

    /// The digest of a text's UTF-8 in 64 lower-case hexadecimal digits.
    public static func hexadecimal(of text: String) -> String { hexadecimal(of: Array(text.utf8)) }
}
