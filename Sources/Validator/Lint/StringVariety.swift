/// How many different strings a schema lets pass, where it can be told.
package enum StringVariety {
    /// The most different strings that one subschema's own keywords let practice have; nil without a limit.
    ///
    /// Strings of a limited length are counted in printable ASCII, times in milliseconds of one century.
    package static func bound(of object: JSONObject) -> Double? {
        guard KindSet(declaredBy: object).contains(.string) else { return 0 }
        let bounds = [
            object["const"].map { _ in 1 }, listed(object), object["format"]?.string.flatMap { formats[$0] },
            object["pattern"]?.string.flatMap(matches), short(object),
        ]
        return bounds.compactMap { $0 }.min()
    }

    private static func listed(_ object: JSONObject) -> Double? {
        object["enum"]?.array.map { Double($0.count { $0.string != nil }) }
    }

    private static let formats: [String: Double] = [
        "ipv4": 4_294_967_296, "date": 36_525, "time": 86_400_000, "date-time": 3_155_760_000_000,
    ]

    private static func short(_ object: JSONObject) -> Double? {
        object["maxLength"]?.int.map { power(95, to: $0) }
    }

    /// The most texts that a pattern which is anchored at both ends matches.
    private static func matches(_ source: String) -> Double? {
        var parser = PatternParser(source)
        guard let node = try? parser.parse(), node.isWhole else { return nil }
        return node.variety
    }

    private static func power(_ base: Double, to exponent: Int) -> Double {
        base <= 1 ? base : exponent > 400 ? .infinity : (0..<max(exponent, 0)).reduce(1.0) { power, _ in power * base }
    }
}

extension PatternNode {
    /// Whether the pattern matches whole texts only.
    fileprivate var isWhole: Bool {
        switch self {
        case .sequence(let terms): terms.first == .start && terms.last == .end
        case .alternatives(let branches): branches.allSatisfy(\.isWhole)
        case .capture(_, let body): body.isWhole
        default: false
        }
    }

    /// The most texts that the pattern matches; nil without a limit.
    fileprivate var variety: Double? {
        switch self {
        case .oneOf(let characters):
            characters.properties.isEmpty ? characters.scalars.ranges.reduce(0.0) { $0 + Double($1.count) } : nil
        case .sequence(let terms):
            terms.reduce(1.0) { product, term in product.flatMap { left in term.variety.map { left * $0 } } }
        case .alternatives(let branches):
            branches.reduce(0.0) { sum, branch in sum.flatMap { left in branch.variety.map { left + $0 } } }
        case .capture(_, let body): body.variety
        case .repetition(let body, let repetition): body.variety.flatMap { Self.variety($0, repetition) }
        case .look, .backReference, .start, .end, .wordBoundary, .noWordBoundary: 1
        }
    }

    private static func variety(_ once: Double, _ repetition: Repetition) -> Double? {
        guard let maximum = repetition.maximum else { return nil }
        guard maximum <= 400 else { return .infinity }
        var (power, sum) = (1.0, repetition.minimum == 0 ? 1.0 : 0)
        for count in stride(from: 1, through: maximum, by: 1) {
            power *= once
            if count >= repetition.minimum { sum += power }
        }
        return sum
    }
}
