/// What one place of a pattern accepts: scalars, and Unicode properties that only PCRE2 knows.
struct CharacterClass: Equatable, Sendable {
    var scalars: ScalarSet
    /// PCRE2's spelling of each property: `\p{Lu}`, `\P{sc:Greek}`.
    var properties: [String] = []
    /// Whether the class is everything else. A class without properties is never negated: its set is turned round.
    var isNegated = false

    /// The scalar, when the class accepts exactly one.
    var onlyScalar: UInt32? {
        guard properties.isEmpty, scalars.ranges.count == 1, scalars.ranges[0].count == 1 else { return nil }
        return scalars.ranges[0].lowerBound
    }
}
