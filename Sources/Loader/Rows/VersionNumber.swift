/// Packs a dotted version into an integer that sorts as the version does and that no other version has.
///
/// Each part's spelling (leading zeros count: `6.02` is not `6.2`) has a rank among all spellings of up to so many
/// digits, ordered by number and then by length; a part that is missing has 0, which sorts first: 2.6 < 2.6.0 < 2.6.1.
/// The ranks are the digits of the integer. `integer` holds up to three parts of up to three digits (1111³ < 2³¹),
/// `bigint` up to four parts of up to four digits (11111⁴ < 2⁶³).
struct VersionNumber {
    let parts: Int
    let digits: Int

    /// What fits into `integer`.
    static let integer = VersionNumber(parts: 3, digits: 3)
    /// What fits into `bigint`.
    static let bigint = VersionNumber(parts: 4, digits: 4)

    /// Why a text has no number.
    enum Failure: Error { case syntax, range }

    /// The number of a version.
    func pack(_ text: UnsafeBufferPointer<UInt8>) -> Result<Int64, Failure> {
        var (packed, used, value, length): (Int64, Int, Int, Int) = (0, 0, 0, 0)
        var isTooLarge = false
        for index in 0...text.count {
            if index < text.count, text[index] != UInt8(ascii: ".") {
                let digit = text[index] &- 0x30
                guard digit < 10 else { return .failure(.syntax) }
                length += 1
                if length > digits { isTooLarge = true } else { value = value * 10 + Int(digit) }
                continue
            }
            guard length > 0 else { return .failure(.syntax) }
            used += 1
            if used > parts { isTooLarge = true }
            if !isTooLarge { packed = packed * base + rank(value, length) }
            (value, length) = (0, 0)
        }
        guard !isTooLarge else { return .failure(.range) }
        for _ in used..<parts { packed *= base }
        return .success(packed)
    }

    /// One more than the number of spellings: 10 + 100 + 1000 + … + 1.
    private var base: Int64 { digits == 3 ? 1111 : 11111 }

    /// The place of a spelling among all, from 1.
    private func rank(_ value: Int, _ length: Int) -> Int64 {
        var (rank, below, shortest) = (1, 0, 1)
        var limit = 10
        while value >= limit {
            rank += (limit - below) * (digits - shortest + 1)
            (below, shortest, limit) = (limit, shortest + 1, limit * 10)
        }
        return Int64(rank + (value - below) * (digits - shortest + 1) + length - shortest)
    }
}
