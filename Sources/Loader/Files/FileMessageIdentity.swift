import COpenSSL

/// The ids of a file's messages: the same bytes at the same place of the same source have the same id.
///
/// A UUID of version 8 (RFC 9562, section 5.8): 32 bits of SHA-256(source id), 40 bits of the byte offset and 50 bits
/// of SHA-256(message), with the version and the variant in their places. Ids of one input sort in input order, up to
/// an offset of 1 TiB, where the order begins anew.
public struct FileMessageIdentity: Hashable, Sendable {
    private let source: UInt64

    /// The ids of the source that is called `sourceID`: a file's name, or what `--source-id` says.
    public init(sourceID: String) {
        var sourceID = sourceID
        source = sourceID.withUTF8 { Self.digest(UnsafeRawBufferPointer($0)) } >> 32
    }

    /// The id of a message in its block.
    public func id(of message: MessageSlice, in block: MessageBlock) -> MessageID {
        id(offset: message.offset, bytes: block.bytes(of: message))
    }

    /// The id of the message with these bytes at `offset` in its input.
    public func id(offset: Int, bytes: UnsafeRawBufferPointer) -> MessageID {
        let position = UInt64(truncatingIfNeeded: offset)
        let digest = Self.digest(bytes)
        // 40 bits of offset: 16, then the version, 12, then the variant, 12.
        let high = source << 32 | (position >> 24 & 0xFFFF) << 16 | 0x8 << 12 | (position >> 12 & 0xFFF)
        let low = 0b10 << 62 | (position & 0xFFF) << 50 | digest >> 14
        return MessageID(high: high, low: low)
    }

    /// The first eight bytes of a SHA-256.
    private static func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            guard let address = digest.baseAddress else { return 0 }
            copenssl_sha256(bytes.baseAddress, bytes.count, address)
            return digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
