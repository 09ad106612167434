import COpenSSL

/// A key of HMAC-SHA-256 (RFC 2104), prepared once: a MAC over a short text then costs two blocks of SHA-256.
public struct HMACSHA256Key: Sendable {
    /// The number of bytes of a MAC.
    public static let length = 32

    /// Some hundred bytes that are never copied on the way to a MAC; not changed once made.
    private final class State: @unchecked Sendable {
        let prepared: UnsafeMutablePointer<copenssl_hmac_key>

        init(_ value: copenssl_hmac_key) {
            prepared = .allocate(capacity: 1)
            prepared.initialize(to: value)
        }

        deinit { prepared.deallocate() }
    }

    private let state: State

    /// A key of these bytes, of any length.
    public init(_ key: [UInt8]) {
        state = State(copenssl_hmac_key())
        key.withUnsafeBytes { copenssl_hmac_prepare(state.prepared, $0.baseAddress, $0.count) }
    }

    private init(_ state: State) { self.state = state }

    /// The key whose MACs all begin with these bytes, which are hashed here once and for all.
    public func absorbing(_ prefix: [UInt8]) -> HMACSHA256Key {
        let longer = State(state.prepared.pointee)
        prefix.withUnsafeBytes { copenssl_hmac_absorb(longer.prepared, $0.baseAddress, $0.count) }
        return HMACSHA256Key(longer)
    }

    /// Writes the 32 bytes of the MAC over both parts, as if they stood in one buffer, to `mac`.
    public func authenticate(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, into mac: UnsafeMutablePointer<UInt8>
    ) {
        copenssl_hmac(state.prepared, first.baseAddress, first.count, second.baseAddress, second.count, mac)
    }

    /// The 32 bytes of the MAC.
    public func authenticate(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.length) { mac, count in
            bytes.withUnsafeBytes {
                let none = UnsafeRawBufferPointer(start: nil, count: 0)
                authenticate($0, none, into: mac.baseAddress.unsafelyUnwrapped)
            }
            count = Self.length
        }
    }

    /// The 32 bytes of the MAC over a text's UTF-8.
    public func authenticate(_ text: String) -> [UInt8] { authenticate(Array(text.utf8)) }
}

extension HMACSHA256Key: CustomStringConvertible, CustomReflectable {
    /// The type's name alone: the prepared state is as good as the key.
    public var description: String { "HMACSHA256Key" }

    /// No more than the description.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
