/// A growing buffer of bytes that an encoder owns and uses again for each row. One owner, one thread.
final class ByteWriter {
    private(set) var count = 0
    private var capacity: Int
    private var base: UnsafeMutablePointer<UInt8>

    init(capacity: Int = 1024) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// What was written; valid until the next write.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Forgets what was written from that byte on.
    @inline(__always)
    func truncate(to length: Int) { count = length }

    /// Room for so many bytes, which count as written; valid until the next write.
    @inline(__always)
    func extend(by length: Int) -> UnsafeMutablePointer<UInt8> {
        if count + length > capacity { grow(to: count + length) }
        defer { count += length }
        return base + count
    }

    private func grow(to needed: Int) {
        let larger = max(capacity * 2, needed)
        let next = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        next.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (next, larger)
    }

    /// Appends an integer, the most significant byte first.
    @inline(__always)
    func append<Value: FixedWidthInteger>(_ value: Value) {
        UnsafeMutableRawPointer(extend(by: Value.bitWidth / 8)).storeBytes(of: value.bigEndian, as: Value.self)
    }

    /// Replaces four bytes by a length.
    @inline(__always)
    func setLength(_ length: Int, at offset: Int) {
        UnsafeMutableRawPointer(base + offset).storeBytes(
            of: Int32(truncatingIfNeeded: length).bigEndian, as: Int32.self)
    }

    /// The four bytes of a length.
    @inline(__always)
    func length(at offset: Int) -> Int32 {
        Int32(bigEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: Int32.self))
    }

    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        extend(by: bytes.count).update(from: source, count: bytes.count)
    }

    @inline(__always)
    func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }
}
