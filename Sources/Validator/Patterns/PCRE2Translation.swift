/// Writes a pattern in PCRE2's syntax.
///
/// Classes are written as ranges, so that no option or table of PCRE2 decides what `\d`, `\s` or `.` means. Groups
/// capture only where something refers to them. Assertions have the same meaning in both syntaxes with PCRE2's
/// options `DOLLAR_ENDONLY` and `MATCH_UNSET_BACKREF`. Differences remain in what a reference finds: ECMA-262 forgets
/// what a group captured when the repetition around it begins anew, and reads a lookbehind backwards; PCRE2 does neither.
/// A pattern that could tell is refused.
struct PCRE2Translation {
    private(set) var text = ""
    private let references: Set<Int>
    private let isMetered: Bool

    /// PCRE2's highest count in a repetition.
    private static let maximumCount = 65_535

    /// - Parameter isMetered: whether each way out of a repetition is called out, so that it can be counted.
    /// - Throws: for a repetition that PCRE2 cannot count, and for a reference that it understands differently.
    init(_ node: PatternNode, isMetered: Bool = false) throws(PatternError) {
        self.isMetered = isMetered
        references = node.backReferences
        if let what = Self.refusal(of: node, references) {
            throw PatternError(offset: 0, message: "PCRE2 and ECMA-262 understand different things by \(what)")
        }
        try write(node)
    }

    /// What keeps a group that is referred to from meaning the same in both; nil where nothing does.
    private static func refusal(
        of node: PatternNode, _ references: Set<Int>, isOptional: Bool = false
    ) -> String? {
        guard !node.captures.isDisjoint(with: references) else { return nil }
        var isOptional = isOptional
        switch node {
        case .repetition(_, let repetition):
            if repetition.maximum ?? .max > 1 { return "a reference to a group that is repeated" }
            isOptional = isOptional || repetition.minimum == 0
        case .look(isAhead: false, _, _): return "a reference to a group within a lookbehind"
        // ECMA-262 leaves out what is optional and takes no characters, whatever it captures.
        case .look where isOptional: return "a reference to a group within a lookahead that is optional"
        default: break
        }
        return node.children.lazy.compactMap { refusal(of: $0, references, isOptional: isOptional) }.first
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
        case .capture(_, let body): try writeGroup(references.isEmpty ? "(?:" : "(", body)
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
        if isMetered, repetition.maximum ?? .max > 1 { text += "(?C)" }
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
    /// The numbers of the groups that something in the pattern refers to.
    fileprivate var backReferences: Set<Int> {
        if case .backReference(let number) = self { return [number] }
        return children.reduce(into: []) { $0.formUnion($1.backReferences) }
    }

    /// The numbers of the groups in it that capture.
    fileprivate var captures: Set<Int> {
        let below: Set<Int> = children.reduce(into: []) { $0.formUnion($1.captures) }
        if case .capture(let number, _) = self { return below.union([number]) }
        return below
    }

    /// What a node is made of.
    fileprivate var children: [PatternNode] {
        switch self {
        case .sequence(let nodes), .alternatives(let nodes): nodes
        case .capture(_, let body), .look(_, _, let body), .repetition(let body, _): [body]
        case .oneOf, .backReference, .start, .end, .wordBoundary, .noWordBoundary: []
        }
    }
}
