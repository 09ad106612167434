/// A set of Unicode scalars: ascending ranges that neither touch nor overlap, without the surrogates.
struct ScalarSet: Hashable, Sendable {
    let ranges: [ClosedRange<UInt32>]

    static let maximum: UInt32 = 0x10FFFF

    init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.flatMap(Self.withoutSurrogates).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    init(scalar: UInt32) { self.init([scalar...scalar]) }

    private static func withoutSurrogates(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
        var parts: [ClosedRange<UInt32>] = []
        if range.lowerBound <= 0xD7FF { parts.append(range.lowerBound...min(range.upperBound, 0xD7FF)) }
        if range.upperBound >= 0xE000 { parts.append(max(range.lowerBound, 0xE000)...range.upperBound) }
        return parts
    }

    /// All scalars that are not in the set.
    var complement: ScalarSet {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.maximum { gaps.append(next...Self.maximum) }
        return ScalarSet(gaps)
    }

    func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    func isDisjoint(with other: ScalarSet) -> Bool {
        ranges.allSatisfy { range in other.ranges.allSatisfy { !$0.overlaps(range) } }
    }

    /// Whether all scalars of a range are in the set; nil when only some are.
    func containsAll(of range: ClosedRange<UInt32>) -> Bool? {
        guard let hit = ranges.first(where: { $0.overlaps(range) }) else { return false }
        return hit.lowerBound <= range.lowerBound && hit.upperBound >= range.upperBound ? true : nil
    }
}

extension ScalarSet {
    static let empty = ScalarSet([])
    static let all = ScalarSet([0...maximum])
    /// `\d`.
    static let digits = ScalarSet([0x30...0x39])
    /// `\w`: ASCII only, whatever the flags.
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// `\s`: ECMA-262's WhiteSpace and LineTerminator.
    static let space = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// `.`: all but ECMA-262's LineTerminator.
    static let dot = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).complement
}
