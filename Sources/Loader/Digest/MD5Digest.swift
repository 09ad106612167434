import COpenSSL

/// MD5 (RFC 1321), which SQS sends as a checksum of a body; never used for security.
enum MD5Digest {
    /// Whether `hexadecimal` (32 digits of either case) is the digest of these bytes.
    static func matches(_ bytes: UnsafeRawBufferPointer, hexadecimal: some Collection<UInt8>) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { digest in
            let pointer = digest.assumingMemoryBound(to: UInt8.self).baseAddress.unsafelyUnwrapped
            copenssl_md5(bytes.baseAddress, bytes.count, pointer)
            guard hexadecimal.count == 32 else { return false }
            return zip(hexadecimal, 0..<32).allSatisfy { digit, index in
                let nibble = index % 2 == 0 ? pointer[index / 2] >> 4 : pointer[index / 2] & 15
                return Hexadecimal.value(of: digit) == nibble
            }
        }
    }

    /// The digest in 32 lower-case hexadecimal digits.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        let digest = [UInt8](unsafeUninitializedCapacity: 16) { digest, count in
            bytes.withUnsafeBytes { copenssl_md5($0.baseAddress, $0.count, digest.baseAddress.unsafelyUnwrapped) }
            count = 16
        }
        return Hexadecimal.text(digest)
    }
}
