import Validator

/// Makes short keyed fingerprints: equal bytes can be seen to be equal, and nothing else can be told.
public struct Fingerprinter: Sendable {
    private let key: HMACSHA256Key
    /// The id of the key that the fingerprints are made with.
    public let keyID: String

    /// A fingerprinter with the ring's active key.
    public init(_ keyring: Keyring) {
        key = HMACSHA256Key(keyring.subkey(method: "fingerprint", domain: ""))
        keyID = keyring.activeID
    }

    /// The first 64 bits of the MAC in hexadecimal digits.
    public func fingerprint(of bytes: UnsafeRawBufferPointer) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { mac in
            guard let base = mac.baseAddress else { return "" }
            key.authenticate(bytes, UnsafeRawBufferPointer(start: nil, count: 0), into: base)
            return Hexadecimal.text(Array(mac.prefix(8)))
        }
    }

    /// The same for a text.
    func fingerprint(of text: UnsafeBufferPointer<UInt8>) -> String {
        fingerprint(of: UnsafeRawBufferPointer(text))
    }
}
