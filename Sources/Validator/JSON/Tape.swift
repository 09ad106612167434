/// The parsed message: its bytes, its entries and the content of strings that held escapes. Owns nothing.
@usableFromInline
struct Tape {
    @usableFromInline let bytes: UnsafePointer<UInt8>
    @usableFromInline let entries: UnsafePointer<TapeEntry>
    @usableFromInline let decoded: UnsafePointer<UInt8>

    /// A string's content.
    @inlinable @inline(__always)
    func content(_ entry: borrowing TapeEntry) -> UnsafePointer<UInt8> {
        (entry.flags.contains(.decoded) ? decoded : bytes) + Int(entry.content)
    }

    /// Whether two strings hold the same bytes.
    @inline(__always)
    func hasEqualContent(_ left: TapeEntry, _ right: TapeEntry) -> Bool {
        left.length == right.length && memoryIsEqual(content(left), content(right), Int(left.length))
    }
}

/// Whether `count` bytes are the same.
@inline(__always)
func memoryIsEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var offset = 0
    while offset + 8 <= count {
        guard
            left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        else { return false }
        offset += 8
    }
    while offset < count {
        guard left.load(fromByteOffset: offset, as: UInt8.self) == right.load(fromByteOffset: offset, as: UInt8.self)
        else { return false }
        offset += 1
    }
    return true
}
