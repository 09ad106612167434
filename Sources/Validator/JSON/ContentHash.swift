// A hash that equal values share, in a message as in a schema: `1.0` has that of `1`, an object's does not depend on
// the order of its members. Seeded as ``KeyHash`` is.

extension JSONNode {
    /// The hash of the value.
    var contentHash: UInt64 {
        switch kind {
        case .null: return ContentHash.null
        case .boolean: return ContentHash.of(isTrue)
        case .string: return textHash
        case .number:
            let small = SmallDecimal(tape.content(entry), Int(entry.length))
            return small.map(ContentHash.of) ?? JSONNumber(text: string).map(ContentHash.of) ?? 0
        case .array:
            var hash = ContentHash.array
            forEachItem { hash = ContentHash.appending($0.contentHash, to: hash) }
            return hash
        default:
            var hash = ContentHash.object
            forEachMember { hash &+= ContentHash.member($0.textHash, $1.contentHash) }
            return hash
        }
    }

    private var textHash: UInt64 { KeyHash.shared.hash(tape.content(entry), Int(entry.length)) }
}

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
private enum ContentHash {
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
            return of(number.isNegative ? -magnitude : magnitude, number.exponent)
        }
        let digits = number.digits.withUnsafeBufferPointer { digits in
            digits.baseAddress.map { KeyHash.shared.hash($0, digits.count) } ?? 0
        }
        return of(Int(truncatingIfNeeded: digits), number.exponent)
    }

    private static func of(_ mantissa: Int, _ exponent: Int) -> UInt64 {
        KeyHash.shared.hash(UInt64(bitPattern: Int64(mantissa)), UInt64(bitPattern: Int64(exponent)))
    }
}
