/// Hides the values of one column: prepared once, then some hundred nanoseconds a value and no allocation.
///
/// Immutable, so that threads may share it.
final class Masker: Sendable {
    /// What `redact` writes in every row.
    static let redacted = "[redacted]"

    private let mask: Mask
    /// How much of the MAC a token shows.
    private let payloadLength: Int
    /// The key of the mask's domain, the domain with its length absorbed.
    private let key: HMACSHA256Key?
    /// `hmac.<key id>.`
    private let tokenPrefix: [UInt8]

    /// A masker with the ring's active key.
    ///
    /// - Throws: `keyring.missing` where an hmac mask has no ring.
    init(_ mask: Mask, keyring: Keyring?) throws(LoaderError) {
        self.mask = mask
        payloadLength = mask.bits == 128 ? 16 : 32
        guard mask.method == .hmac else {
            (key, tokenPrefix) = (nil, [])
            return
        }
        guard let keyring else {
            throw LoaderError(
                "keyring.missing", .configuration, "The contract masks with hmac, and there is no key ring.",
                remedy: "Run 'audit keys create' once, or name yours with --keyring.")
        }
        let domain = CanonicalBytes.length(mask.domain.utf8.count) + Array(mask.domain.utf8)
        key = HMACSHA256Key(keyring.subkey(method: "hmac", domain: mask.domain)).absorbing(domain)
        tokenPrefix = Array("\(HMACToken.prefix)\(keyring.activeID).".utf8)
    }

    /// Whether the masked value is SQL NULL.
    var isNull: Bool { mask.method == .null }

    /// Writes what stands for the value; false where the value is not of the kind that the normalization needs.
    @inline(__always)
    func write(_ value: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> Bool {
        switch mask.method {
        case .hmac: return writeToken(value, to: output)
        case .sha256: writeDigest(value, to: output)
        case .redact: output.append(Array(Self.redacted.utf8))
        case .null: break
        }
        return true
    }

    private func writeToken(_ value: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> Bool {
        switch mask.normalize {
        case .none: writeToken(of: UnsafeRawBufferPointer(value), to: output)
        case .trim: writeToken(of: UnsafeRawBufferPointer(TextTransform.trimmed(value)), to: output)
        case .lower:
            TextTransform.withLowercased(value) { writeToken(of: UnsafeRawBufferPointer($0), to: output) }
        case .ip:
            guard let address = IPAddress(value) else { return false }
            withUnsafeBytes(of: (address.high.bigEndian, address.low.bigEndian)) { writeToken(of: $0, to: output) }
        }
        return true
    }

    private func writeToken(of value: UnsafeRawBufferPointer, to output: ByteWriter) {
        let length = Base64URL.length(of: payloadLength)
        output.append(tokenPrefix)
        let target = output.extend(by: length)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { mac in
            guard let mac = mac.baseAddress else { return }
            authenticate(value, into: mac)
            Base64URL.write(mac, payloadLength, to: target)
        }
    }

    private func authenticate(_ value: UnsafeRawBufferPointer, into mac: UnsafeMutablePointer<UInt8>) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: value.count).bigEndian) { length in
            key?.authenticate(length, value, into: mac)
        }
    }

    private func writeDigest(_ value: UnsafeBufferPointer<UInt8>, to output: ByteWriter) {
        let target = output.extend(by: 64)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            guard let base = digest.baseAddress else { return }
            SHA256Digest.write(of: UnsafeRawBufferPointer(value), to: base)
            for index in 0..<32 {
                target[2 * index] = Hexadecimal.digit(base[index] >> 4)
                target[2 * index + 1] = Hexadecimal.digit(base[index] & 15)
            }
        }
    }
}
