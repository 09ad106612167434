/// The text of a keyed token: `hmac.<key id>.<payload>`, the payload the MAC's first bits in base64url.
public enum HMACToken {
    /// What every token starts with.
    static let prefix = "hmac."

    /// The characters of a token with a payload of so many bits.
    static func length(bits: Int) -> Int {
        prefix.utf8.count + Keyring.identifierLength + 1 + Base64URL.length(of: bits / 8)
    }

    /// The id of the key that made the token; nil where the text is no token.
    public static func keyID(of token: String) -> String? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "hmac", Keyring.isIdentifier(String(parts[1])),
            let payload = Base64URL.decode(String(parts[2])), payload.count == 16 || payload.count == 32
        else { return nil }
        return String(parts[1])
    }
}
