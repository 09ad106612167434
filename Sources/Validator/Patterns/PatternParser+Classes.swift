extension PatternParser {
    /// `[…]` (`CharacterClass`).
    mutating func characterClass() throws(PatternError) -> CharacterClass {
        let start = index
        index += 1
        var result = CharacterClass(scalars: .empty, isNegated: take("^"))
        var ranges: [ClosedRange<UInt32>] = []
        while !take("]") {
            guard peek != nil else { throw error("a class has no closing bracket", at: start) }
            try rejectPOSIX()
            let member = try classMember(&ranges)
            result.properties += member.properties
            ranges += member.scalars.ranges
        }
        result.scalars = ScalarSet(ranges)
        if result.properties.isEmpty, result.isNegated {
            result = CharacterClass(scalars: result.scalars.complement)
        }
        return result
    }

    /// One character, one escape, or a range. Of `\w-x`, which is no range, the first two parts go to `ranges`.
    private mutating func classMember(_ ranges: inout [ClosedRange<UInt32>]) throws(PatternError) -> CharacterClass {
        let start = index
        let first = try classAtom()
        guard peek == "-", index + 1 < scalars.count, Unicode.Scalar(scalars[index + 1]) != "]" else {
            return first.characterClass
        }
        index += 1
        guard let lower = first.scalar else {
            ranges.append(0x2D...0x2D)
            return first.characterClass
        }
        let second = try classAtom()
        guard let upper = second.scalar else {
            ranges += [lower...lower, 0x2D...0x2D]
            return second.characterClass
        }
        guard lower <= upper else { throw error("a range's ends are in the wrong order", at: start) }
        return CharacterClass(scalars: ScalarSet([lower...upper]))
    }

    /// One character or one escape (`ClassAtom`).
    private mutating func classAtom() throws(PatternError) -> ClassAtom {
        if take("\\b") { return .one(0x08) }
        if peek == "\\" {
            if let many = try classEscape() { return .many(many) }
            return .one(try characterEscape())
        }
        guard index < scalars.count else { throw error("a class has no closing bracket") }
        index += 1
        return .one(scalars[index - 1])
    }

    /// `[:alpha:]` is a class in PCRE2, and five characters that nobody means in ECMA-262.
    private func rejectPOSIX() throws(PatternError) {
        guard peek == "[", index + 1 < scalars.count, Unicode.Scalar(scalars[index + 1]) == ":" else { return }
        let rest = scalars[(index + 2)...].drop { 0x61...0x7A ~= $0 || $0 == 0x5E }
        if rest.starts(with: [0x3A, 0x5D]) { throw error("a POSIX class, which ECMA-262 does not have") }
    }

    private enum ClassAtom {
        case one(UInt32)
        case many(CharacterClass)

        var scalar: UInt32? {
            if case .one(let value) = self { value } else { nil }
        }

        var characterClass: CharacterClass {
            switch self {
            case .one(let value): CharacterClass(scalars: ScalarSet(scalar: value))
            case .many(let characters): characters
            }
        }
    }
}
