/// Groups the 256 bytes into classes that a pattern's sets cannot tell apart.
///
/// An ASCII byte is a scalar. A byte that begins a longer scalar stands for the block of scalars that begin with it: a
/// set holds all of them, none, or some; in the last case the byte alone does not decide.
struct ByteAlphabet {
    /// The class of the bytes that continue a scalar.
    static let continuation = 0

    private(set) var classes = [UInt8](repeating: UInt8(Self.continuation), count: 256)
    /// For each class, for each set: all in (true), all out (false), or undecided (nil).
    private var membership: [[Bool?]] = [[]]

    var classCount: Int { membership.count }

    init(_ sets: [ScalarSet]) {
        var numbers: [[Bool?]: Int] = [:]
        for byte in 0..<256 where !(0x80..<0xC0 ~= byte) {
            let block = Self.scalars(beginningWith: UInt32(byte))
            let key = sets.map { set in block.map { set.containsAll(of: $0) } ?? false }
            if numbers[key] == nil {
                numbers[key] = membership.count
                membership.append(key)
            }
            classes[byte] = UInt8(truncatingIfNeeded: numbers[key] ?? 0)
        }
    }

    func isMember(_ column: Int, of set: Int) -> Bool? { membership[column][set] }

    /// The block of scalars whose UTF-8 begins with a byte; nil for a byte that begins none.
    private static func scalars(beginningWith byte: UInt32) -> ClosedRange<UInt32>? {
        switch byte {
        case 0..<0x80: byte...byte
        case 0xC2...0xDF: (byte & 0x1F) << 6...(byte & 0x1F) << 6 | 0x3F
        case 0xE0: 0x800...0xFFF
        case 0xED: 0xD000...0xD7FF
        case 0xE1...0xEF: (byte & 0xF) << 12...(byte & 0xF) << 12 | 0xFFF
        case 0xF0: 0x10000...0x3FFFF
        case 0xF1...0xF3: (byte & 7) << 18...(byte & 7) << 18 | 0x3FFFF
        case 0xF4: 0x100000...0x10FFFF
        default: nil
        }
    }
}
