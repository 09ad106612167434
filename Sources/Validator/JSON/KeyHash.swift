/// The hash of member names: seeded anew in each process, so that nobody can prepare names that collide.
///
/// Two names that differ may share a hash; whoever finds equal hashes compares the bytes.
struct KeyHash: Sendable {
    /// The hash that every parser and every compiled schema of this process use.
    static let shared = KeyHash(seed: UInt64.random(in: .min ... .max))

    private let seed: UInt64

    private init(seed: UInt64) { self.seed = seed }

    /// The hash of a compiled schema's name.
    func hash(_ name: String) -> UInt64 {
        // One byte more than the name, so that even an empty name has an address.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.utf8.count + 1) { copy in
            _ = copy.update(fromContentsOf: Array(name.utf8))
            return copy.baseAddress.map { hash(UnsafePointer($0), name.utf8.count) } ?? 0
        }
    }

    /// The hash of `count` bytes, in the manner of wyhash: two words a multiplication.
    @inline(__always)
    func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        if count <= 16 { return shortHash(raw, count) }
        var state = seed ^ UInt64(truncatingIfNeeded: count)
        var offset = 0
        while offset + 16 < count {
            state = Self.mix(
                raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ 0xA076_1D64_78BD_642F,
                raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self) ^ state)
            offset += 16
        }
        return Self.mix(
            raw.loadUnaligned(fromByteOffset: count - 16, as: UInt64.self) ^ 0xE703_7ED1_A0B4_28DB,
            raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) ^ state)
    }

    @inline(__always)
    private func shortHash(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var first: UInt64 = 0
        var last: UInt64 = 0
        if count >= 8 {
            first = raw.loadUnaligned(as: UInt64.self)
            last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(raw.loadUnaligned(as: UInt32.self))
            last = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        } else if count > 0 {
            first = UInt64(raw.load(as: UInt8.self)) << 8 | UInt64(raw.load(fromByteOffset: count >> 1, as: UInt8.self))
            last = UInt64(raw.load(fromByteOffset: count - 1, as: UInt8.self))
        }
        // The length spreads over all bits, so that it cannot undo a difference of the last bytes.
        let length = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        return Self.mix(first ^ length ^ 0xA076_1D64_78BD_642F, last ^ seed)
    }

    /// The hash of two words.
    func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
        Self.mix(first ^ 0xA076_1D64_78BD_642F, Self.mix(second ^ seed, 0xE703_7ED1_A0B4_28DB) ^ seed)
    }

    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
