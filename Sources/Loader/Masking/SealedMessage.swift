/// The layout of a sealed message: version (1 byte), key pair's id (8), encapsulated key (32), nonce (12), ciphertext,
/// tag (16).
enum SealedMessage {
    static let version: UInt8 = 1
    static let headerLength = 1 + Keyring.identifierLength + 32 + 12
    static let tagLength = 16

    /// The key pair's id as an SQL expression over the column `sealed`; damaged bytes are escaped, not an error.
    static let sqlKeyID = "encode(substring(sealed FROM 2 FOR \(Keyring.identifierLength)), 'escape')"

    /// Four zero bytes and a counter.
    static func nonce(_ counter: UInt64) -> [UInt8] {
        [0, 0, 0, 0] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: counter >> ($0 * 8)) }
    }

    /// What a sealed message is bound to: the contract's name with its length before it, and the message's id.
    static func associatedData(contract: String, id: MessageID) -> [UInt8] {
        var data = CanonicalBytes.length(contract.utf8.count)
        data += Array(contract.utf8)
        for half in [id.high, id.low] {
            data += (0..<8).reversed().map { UInt8(truncatingIfNeeded: half >> ($0 * 8)) }
        }
        return data
    }
}
