#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An IP address as 16 bytes: one of version 4 stands as `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2).
struct IPAddress: Hashable, Sendable {
    let high: UInt64
    let low: UInt64
    /// Whether the text was one of version 4.
    let isVersion4: Bool

    /// The address that a text spells; nil where it spells none. A zone (`%eth0`) is no part of an address.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if let address = Self.version4(text) {
            self.init(high: 0, low: 0xFFFF << 32 | UInt64(address), isVersion4: true)
        } else if text.contains(UInt8(ascii: ":")), let halves = Self.version6(text) {
            self.init(high: halves.0, low: halves.1, isVersion4: false)
        } else {
            return nil
        }
    }

    private init(high: UInt64, low: UInt64, isVersion4: Bool) {
        self.high = high
        self.low = low
        self.isVersion4 = isVersion4
    }

    /// Four decimal numbers without leading zeros (RFC 2673, section 3.2).
    @inline(__always)
    private static func version4(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard text.count >= 7, text.count <= 15 else { return nil }
        var (address, part, digits, parts): (UInt32, UInt32, Int, Int) = (0, 0, 0, 0)
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, parts < 3 else { return nil }
                address = address << 8 | part
                (part, digits, parts) = (0, 0, parts + 1)
            } else {
                let digit = byte &- 0x30
                guard digit < 10, digits == 0 || part > 0 else { return nil }
                part = part * 10 + UInt32(digit)
                digits += 1
                guard part <= 255 else { return nil }
            }
        }
        return parts == 3 && digits > 0 ? address << 8 | part : nil
    }

    private static func version6(_ text: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        guard text.count >= 2, text.count <= 45, !text.contains(0) else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 46) { copy in
            for (index, byte) in text.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[text.count] = 0
            guard let base = copy.baseAddress else { return nil }
            var address = in6_addr()
            guard inet_pton(AF_INET6, base, &address) == 1 else { return nil }
            return withUnsafeBytes(of: &address) { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
        }
    }
}
