import Crypto
import Reporting

extension Keyring {
    /// A ring that exists in memory alone: for `audit check`, which makes tokens to judge their columns and shows none.
    static func ephemeral() -> Keyring {
        let key = Key(id: makeIdentifier(), created: Timestamp.now().description, secret: SymmetricKey(size: .bits256))
        let pair = Curve25519.KeyAgreement.PrivateKey()
        return Keyring(
            path: "", keys: [key], active: key,
            seal: Seal(id: makeIdentifier(), publicKey: Array(pair.publicKey.rawRepresentation)))
    }
}
