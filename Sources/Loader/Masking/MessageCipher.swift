import COpenSSL

/// Encrypts many messages with one key: ChaCha20-Poly1305 (RFC 8439). One owner, one thread.
final class MessageCipher {
    private let cipher: OpaquePointer

    /// A cipher with this key of 32 bytes; nil where libcrypto has no such cipher.
    init?(key: UnsafeRawBufferPointer) {
        guard key.count == 32, let bytes = key.baseAddress?.assumingMemoryBound(to: UInt8.self),
            let cipher = copenssl_cipher_new(bytes)
        else { return nil }
        self.cipher = cipher
    }

    deinit { copenssl_cipher_free(cipher) }

    /// Appends the ciphertext and its tag; false, and nothing appended, where libcrypto fails.
    func encrypt(
        _ message: UnsafeRawBufferPointer, nonce: [UInt8], authenticating data: [UInt8],
        appendingTo sealed: inout [UInt8]
    ) -> Bool {
        let start = sealed.count
        sealed.append(contentsOf: repeatElement(0, count: message.count + SealedMessage.tagLength))
        let isEncrypted = sealed.withUnsafeMutableBufferPointer { output in
            guard let base = output.baseAddress else { return false }
            return copenssl_encrypt(
                cipher, nonce, data, data.count, message.baseAddress, message.count, base + start) == 1
        }
        if !isEncrypted { sealed.removeSubrange(start...) }
        return isEncrypted
    }
}
