import CDigest

/// A prepared HMAC-SHA-256 key (RFC 2104): the key's blocks are hashed once, not for each value.
///
/// Immutable after its making, so that threads may share it; the key's memory is cleared at the end.
final class MacKey: @unchecked Sendable {
    private let state: UnsafeMutablePointer<cdigest_hmac_key>

    /// A key of these bytes.
    init(_ key: [UInt8]) {
        state = .allocate(capacity: 1)
        state.initialize(to: cdigest_hmac_key())
        cdigest_hmac_prepare(state, key, key.count)
    }

    deinit {
        state.update(repeating: cdigest_hmac_key(), count: 1)
        state.deallocate()
    }

    /// Writes the 32 bytes of the MAC over both parts as if they stood in one buffer.
    @inline(__always)
    func authenticate(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, into mac: UnsafeMutablePointer<UInt8>
    ) {
        cdigest_hmac(state, first.baseAddress, first.count, second.baseAddress, second.count, mac)
    }

    /// The MAC over some bytes.
    func authenticate(_ bytes: [UInt8]) -> [UInt8] {
        var mac = [UInt8](repeating: 0, count: 32)
        bytes.withUnsafeBytes { authenticate($0, UnsafeRawBufferPointer(start: nil, count: 0), into: &mac) }
        return mac
    }
}
