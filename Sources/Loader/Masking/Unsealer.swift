import Crypto
import Validator

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Opens sealed messages with the private key, which only redrive and reveal need.
public struct Unsealer: Sendable {
    /// The id of the key pair.
    public let keyID: String
    private let key: Curve25519.KeyAgreement.PrivateKey

    /// Reads the private key's file; ``Keyring/unsealPath(for:)`` says where it is.
    ///
    /// - Throws: `unseal.missing`, `keyring.permissions`, `keyring.invalid`.
    public init(path: String) throws(LoaderError) {
        let text: [UInt8]
        do {
            text = try PrivateFile.read(path)
        } catch  where error.code == "keyring.missing" {
            throw LoaderError(
                "unseal.missing", .configuration, "The private sealing key \(path) is not there.",
                remedy: "Bring it to this machine: only its holder can open quarantined messages.")
        }
        guard let document = try? JSONValue.parse(text), document["version"]?.int == 1,
            let id = document["id"]?.string, Keyring.isIdentifier(id),
            let secret = document["private"]?.string.flatMap(Base64URL.decode),
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
        else {
            throw LoaderError(
                "keyring.invalid", .configuration, "The private sealing key \(path) is damaged.",
                remedy: "Restore it from your backup.")
        }
        keyID = id
        self.key = key
    }

    /// The id of the key pair that a message was sealed to; nil where the bytes are no sealed message.
    public static func keyID(of sealed: [UInt8]) -> String? {
        guard sealed.count >= SealedMessage.headerLength + SealedMessage.tagLength,
            sealed[0] == SealedMessage.version
        else { return nil }
        return String(decoding: sealed[1...Keyring.identifierLength], as: UTF8.self)
    }

    /// The raw message.
    ///
    /// - Throws: `unseal.foreign` where another key is needed, `unseal.failed` where the bytes were changed or belong to
    ///   another message or contract.
    public func open(_ sealed: [UInt8], contract: String, id: MessageID) throws(LoaderError) -> [UInt8] {
        guard let needed = Self.keyID(of: sealed) else { throw Self.failed(id) }
        guard needed == keyID else {
            throw LoaderError(
                "unseal.foreign", .configuration,
                "The message \(id) was sealed to the key \(needed), not to \(keyID).",
                remedy: "Use the private key of that id.")
        }
        do {
            return try decrypt(sealed, SealedMessage.associatedData(contract: contract, id: id))
        } catch {
            throw Self.failed(id)
        }
    }

    private func decrypt(_ sealed: [UInt8], _ data: [UInt8]) throws -> [UInt8] {
        let keyEnd = 1 + Keyring.identifierLength + 32
        let recipient = try HPKE.Recipient(
            privateKey: key, ciphersuite: Sealer.suite, info: Sealer.information,
            encapsulatedKey: Data(sealed[(1 + Keyring.identifierLength)..<keyEnd]))
        let secret = try recipient.exportSecret(context: Sealer.exportContext, outputByteCount: 32)
        let tagStart = sealed.count - SealedMessage.tagLength
        let box = try ChaChaPoly.SealedBox(
            nonce: ChaChaPoly.Nonce(data: sealed[keyEnd..<SealedMessage.headerLength]),
            ciphertext: sealed[SealedMessage.headerLength..<tagStart], tag: sealed[tagStart...])
        return Array(try ChaChaPoly.open(box, using: secret, authenticating: data))
    }

    private static func failed(_ id: MessageID) -> LoaderError {
        LoaderError(
            "unseal.failed", .incomplete, "The sealed message \(id) cannot be opened: it was changed or moved.",
            remedy: "Restore the quarantine table from a backup.")
    }
}
