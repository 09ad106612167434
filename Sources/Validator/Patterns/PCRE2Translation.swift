/// Writes a pattern in PCRE2's syntax.
///
/// Classes are written as ranges, so that no option or table of PCRE2 decides what `\d`, `\s` or `.` means. Groups
/// capture only where something refers to them. Assertions have the same meaning in both syntaxes with PCRE2's
/// options `DOLLAR_ENDONLY` and `MATCH_UNSET_BACKREF`. One difference remains: ECMA-262 forgets what a group captured
/// when the repetition around it begins anew, PCRE2 does not; only a reference within that repetition can tell.
struct PCRE2Translation {
    private(set) var text = ""
    private let hasReferences: Bool

    /// PCRE2's highest count in a repetition.
    private static let maximumCount = 65_535

    /// - Throws: for a repetition that PCRE2 cannot count.
    init(_ node: PatternNode) throws(PatternError) {
        hasReferences = node.hasBackReference
        try write(node)
    }

    private mutating func write(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .oneOf(let characters): write(characters)
        case .sequence(let terms): for term in terms { try writeTerm(term) }
        case .alternatives(let branches):
            for (index, branch) in branches.enumerated() {
                if index > 0 { text += "|" }
                try write(branch)
            }
        case .capture(_, let body): try writeGroup(hasReferences ? "(" : "(?:", body)
        case .look(let isAhead, let isNegated, let body):
            try writeGroup((isAhead ? "(?" : "(?<") + (isNegated ? "!" : "="), body)
        case .repetition(let body, let repetition): try write(body, repetition)
        case .backReference(let number): text += "\\g{\(number)}"
        case .start: text += "^"
        case .end: text += "$"
        case .wordBoundary: text += "\\b"
        case .noWordBoundary: text += "\\B"
        }
    }

    private mutating func writeGroup(_ opening: String, _ body: PatternNode) throws(PatternError) {
        text += opening
        try write(body)
        text += ")"
    }

    /// A term of a sequence, in a group of its own where its alternatives would end the sequence.
    private mutating func writeTerm(_ node: PatternNode) throws(PatternError) {
        if case .alternatives = node { try writeGroup("(?:", node) } else { try write(node) }
    }

    /// A repetition; one that counts further than PCRE2 does is written as several.
    private mutating func write(
        _ body: PatternNode, _ repetition: PatternNode.Repetition
    ) throws(PatternError) {
        var minimum = repetition.minimum
        var maximum = repetition.maximum
        guard max(minimum, maximum ?? 0) <= 16 * Self.maximumCount else {
            throw PatternError(offset: 0, message: "a repetition counts further than \(16 * Self.maximumCount)")
        }
        repeat {
            let low = min(minimum, Self.maximumCount)
            let high = maximum.map { min($0, Self.maximumCount) }
            minimum -= low
            maximum = maximum.map { $0 - (high ?? 0) }
            let isLast = minimum == 0 && (maximum ?? 0) == 0
            try writeOnce(body)
            text += "{\(low),\(isLast || maximum != nil ? high.map(String.init) ?? "" : String(low))}"
            if repetition.isLazy { text += "?" }
        } while minimum > 0 || (maximum ?? 0) > 0
    }

    private mutating func writeOnce(_ body: PatternNode) throws(PatternError) {
        switch body {
        case .oneOf(let characters) where characters.properties.isEmpty && characters.scalars.ranges.isEmpty:
            try writeGroup("(?:", body)
        case .oneOf, .capture, .backReference: try write(body)
        default: try writeGroup("(?:", body)
        }
    }

    private mutating func write(_ characters: CharacterClass) {
        let set = characters.scalars
        if let scalar = characters.onlyScalar { return writeLiteral(scalar) }
        if characters.properties.isEmpty {
            if set.ranges.isEmpty { return text += "(?!)" }
            if set == .all { return text += "." }
            let isWide = set.ranges.last?.upperBound == ScalarSet.maximum
            text += isWide ? "[^" : "["
            writeRanges(isWide ? set.complement : set)
        } else {
            text += characters.isNegated ? "[^" : "["
            writeRanges(set)
            for property in characters.properties { text += property }
        }
        text += "]"
    }

    private mutating func writeRanges(_ set: ScalarSet) {
        for range in set.ranges {
            text += Self.escaped(range.lowerBound)
            if range.count > 1 { text += "-" + Self.escaped(range.upperBound) }
        }
    }

    private mutating func writeLiteral(_ scalar: UInt32) {
        let isPlain = scalar < 0x80 && UInt8(scalar).isASCIIAlphanumeric
        text += isPlain ? String(UnicodeScalar(UInt8(scalar))) : Self.escaped(scalar)
    }

    private static func escaped(_ scalar: UInt32) -> String { "\\x{" + String(scalar, radix: 16) + "}" }
}

extension PatternNode {
    /// Whether something in the pattern refers to a group.
    var hasBackReference: Bool {
        switch self {
        case .backReference: true
        case .sequence(let nodes), .alternatives(let nodes): nodes.contains(where: \.hasBackReference)
        case .capture(_, let body), .look(_, _, let body), .repetition(let body, _): body.hasBackReference
        case .oneOf, .start, .end, .wordBoundary, .noWordBoundary: false
        }
    }
}
