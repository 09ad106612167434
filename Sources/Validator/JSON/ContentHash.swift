// A hash that equal values share, in a message (``ValueComparison``) as in a schema: `1.0` has that of `1`, an object's
// does not depend on the order of its members. Seeded as ``KeyHash`` is.

extension JSONValue {
    /// The hash of the value.
    var contentHash: UInt64 {
        switch self {
        case .null: ContentHash.null
        case .bool(let value): ContentHash.of(value)
        case .string(let text): KeyHash.shared.hash(text)
        case .number(let number): ContentHash.of(number)
        case .array(let items): items.reduce(ContentHash.array) { ContentHash.appending($1.contentHash, to: $0) }
        case .object(let object):
            object.reduce(ContentHash.object) {
                $0 &+ ContentHash.member(KeyHash.shared.hash($1.name), $1.value.contentHash)
            }
        }
    }
}

/// How the hashes of values are put together.
enum ContentHash {
    static let null: UInt64 = 1
    static let array: UInt64 = 5
    static let object: UInt64 = 7

    static func of(_ value: Bool) -> UInt64 { value ? 3 : 2 }

    static func appending(_ item: UInt64, to hash: UInt64) -> UInt64 { KeyHash.shared.hash(hash, item) }

    static func member(_ name: UInt64, _ value: UInt64) -> UInt64 { KeyHash.shared.hash(name, value) }

    static func of(_ number: SmallDecimal) -> UInt64 {
        var (mantissa, exponent) = (number.mantissa, -number.scale)
        guard mantissa != 0 else { return of(0, 0) }
        while mantissa % 10 == 0 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        return of(mantissa, exponent)
    }

    /// Up to 18 digits hash as a small decimal does; more as text.
    static func of(_ number: JSONNumber) -> UInt64 {
        guard number.digits.count > 18 else {
            let magnitude = number.digits.reduce(0) { $0 * 10 + Int($1) }
            return of(number.isNegative ? -magnitude : magnitude, exponent(of: number))
        }
        let digits = number.digits.withUnsafeBufferPointer { digits in
            digits.baseAddress.map { KeyHash.shared.hash($0, digits.count) } ?? 0
        }
        return of(Int(truncatingIfNeeded: digits), exponent(of: number))
    }

    private static func exponent(of number: JSONNumber) -> Int {
        guard let magnitude = number.hugeExponent?.magnitude else { return number.exponent }
        return magnitude.withUnsafeBufferPointer { digits in
            digits.baseAddress.map { Int(truncatingIfNeeded: KeyHash.shared.hash($0, digits.count)) } ?? 0
        }
    }

    private static func of(_ mantissa: Int, _ exponent: Int) -> UInt64 {
        KeyHash.shared.hash(UInt64(bitPattern: Int64(mantissa)), UInt64(bitPattern: Int64(exponent)))
    }
}
