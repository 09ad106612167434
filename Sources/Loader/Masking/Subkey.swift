import Crypto

/// Keys for single purposes, derived from a master key by HKDF-SHA-256 (RFC 5869): what is learnt about one says
/// nothing about another, nor about the master key.
enum Subkey {
    /// 32 bytes for one method and domain; both are length-prefixed, so that no two pairs share a text.
    static func derive(from master: SymmetricKey, method: String, domain: String) -> [UInt8] {
        var info = Array("audit.mask.v1".utf8)
        for part in [method, domain] {
            info += CanonicalBytes.length(part.utf8.count)
            info += Array(part.utf8)
        }
        return expand(master, salt: [], info: info, count: 32)
    }

    /// HKDF-SHA-256.
    static func expand(_ key: SymmetricKey, salt: [UInt8], info: [UInt8], count: Int) -> [UInt8] {
        let derived = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, salt: salt, info: info, outputByteCount: count)
        return derived.withUnsafeBytes(Array.init)
    }
}

/// The parts of what a MAC covers.
enum CanonicalBytes {
    /// A length as four bytes, the most significant first.
    static func length(_ count: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    }
}
