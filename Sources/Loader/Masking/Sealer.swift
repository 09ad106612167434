import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Encrypts raw messages to the ring's public key (HPKE, RFC 9180): whoever has the ring alone cannot open them.
///
/// One encapsulation serves all messages of a sealer; its exported secret (section 5.3) is the key of ChaCha20-Poly1305.
/// A sealer is used by one thread: one for each worker of each run.
public struct Sealer {
    static let suite = HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .chaChaPoly)
    static let information = Data("audit.seal.v1".utf8)
    static let exportContext = Data("message key".utf8)

    private let contract: String
    private let cipher: MessageCipher
    /// The format's version, the key pair's id and the encapsulated key: equal in all messages of a sealer.
    private let header: [UInt8]
    private var counter: UInt64

    /// A sealer for the messages of one contract.
    ///
    /// - Throws: `keyring.invalid` where the ring's public key is none.
    public init(_ keyring: Keyring, contract: String) throws(LoaderError) {
        try self.init(keyring, contract: contract, counter: 0)
    }

    /// A sealer whose first nonce is this.
    init(_ keyring: Keyring, contract: String, counter: UInt64) throws(LoaderError) {
        do {
            let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: keyring.seal.publicKey)
            let sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: Self.suite, info: Self.information)
            let key = try sender.exportSecret(context: Self.exportContext, outputByteCount: 32)
            guard let cipher = key.withUnsafeBytes({ MessageCipher(key: $0) }) else { throw Self.noCipher }
            self.cipher = cipher
            header = [SealedMessage.version] + Array(keyring.seal.id.utf8) + Array(sender.encapsulatedKey)
        } catch let error as LoaderError {
            throw error
        } catch {
            throw LoaderError(
                "keyring.invalid", .configuration, "The sealing key of \(keyring.path) cannot be used.",
                remedy: "Restore the key ring from your backup.")
        }
        self.contract = contract
        self.counter = counter
    }

    /// The sealed message; it can only be opened as the same message of the same contract.
    ///
    /// - Throws: `seal.failed`, which nothing but a broken crypto library can cause.
    public mutating func seal(_ message: UnsafeRawBufferPointer, id: MessageID) throws(LoaderError) -> [UInt8] {
        // The key belongs to this sealer alone, so that a counter makes every nonce new.
        guard counter < .max else { throw Self.failed }
        let nonce = SealedMessage.nonce(counter)
        counter += 1
        let data = SealedMessage.associatedData(contract: contract, id: id)
        var sealed: [UInt8] = []
        sealed.reserveCapacity(header.count + nonce.count + message.count + SealedMessage.tagLength)
        sealed += header
        sealed += nonce
        guard cipher.encrypt(message, nonce: nonce, authenticating: data, appendingTo: &sealed) else {
            throw Self.failed
        }
        return sealed
    }

    private static let failed = LoaderError(
        "seal.failed", .incomplete, "A message could not be encrypted for the quarantine.")
    private static let noCipher = LoaderError(
        "seal.failed", .incomplete, "OpenSSL's libcrypto has no ChaCha20-Poly1305.",
        remedy: "Install a libcrypto with it: the distribution's own has it.")
}
