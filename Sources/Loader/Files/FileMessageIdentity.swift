/// The ids of a file's messages: the same bytes at the same place of the same source have the same id.
///
/// A UUID of version 8 (RFC 9562, section 5.8): 32 bits of SHA-256(source id), 40 bits of the byte offset and 50 bits
/// of a MAC of the message, with the version and the variant in their places. Ids of one input sort in input order, up
/// to an offset of 1 TiB, where the order begins anew. Without the key an id tells nothing about its message: a plain
/// digest would confirm a guess at what a mask hides.
public struct FileMessageIdentity: Sendable {
    private let source: UInt64
    private let key: HMACSHA256Key

    /// The ids of the source that is called `sourceID`: a file's name, or what `--source-id` says.
    public init(sourceID: String, keyring: Keyring) {
        source = Self.first64(of: SHA256Digest.bytes(of: Array(sourceID.utf8))) >> 32
        key = HMACSHA256Key(keyring.lastingSubkey(method: "identity"))
    }

    /// The id of a message in its block.
    public func id(of message: MessageSlice, in block: MessageBlock) -> MessageID {
        id(offset: message.offset, bytes: block.bytes(of: message))
    }

    /// The id of the message with these bytes at `offset` in its input.
    public func id(offset: Int, bytes: UnsafeRawBufferPointer) -> MessageID {
        let position = UInt64(truncatingIfNeeded: offset)
        let mac = authenticate(bytes)
        // 40 bits of offset: 16, then the version, 12, then the variant, 12.
        let high = source << 32 | (position >> 24 & 0xFFFF) << 16 | 0x8 << 12 | (position >> 12 & 0xFFF)
        let low = 0b10 << 62 | (position & 0xFFF) << 50 | mac >> 14
        return MessageID(high: high, low: low)
    }

    /// The first eight bytes of the MAC.
    private func authenticate(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: HMACSHA256Key.length) { mac in
            guard let address = mac.baseAddress else { return 0 }
            key.authenticate(bytes, UnsafeRawBufferPointer(start: nil, count: 0), into: address)
            return Self.first64(of: mac)
        }
    }

    private static func first64(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
