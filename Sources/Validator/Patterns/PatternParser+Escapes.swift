extension PatternParser {
    /// What a backslash outside a class begins (`AtomEscape`).
    mutating func escape() throws(PatternError) -> PatternNode {
        let start = index
        if take("\\b") { return .wordBoundary }
        if take("\\B") { return .noWordBoundary }
        if take("\\k") { return try namedReference(from: start) }
        if index + 1 < scalars.count, 0x31...0x39 ~= scalars[index + 1] {
            index += 1
            let number = number() ?? 0
            if number > highestReference.number { highestReference = (number, start) }
            return .backReference(number)
        }
        if let many = try classEscape() { return .oneOf(many) }
        return .oneOf(CharacterClass(scalars: ScalarSet(scalar: try characterEscape())))
    }

    private mutating func namedReference(from start: Int) throws(PatternError) -> PatternNode {
        guard take("<"), let number = groupNumbers[try groupName()] else {
            throw error("a reference to a group that does not exist", at: start)
        }
        return .backReference(number)
    }

    /// `CharacterClassEscape`: an escape that stands for many characters; nil, and nothing read, for another one.
    mutating func classEscape() throws(PatternError) -> CharacterClass? {
        if take("\\d") { return CharacterClass(scalars: .digits) }
        if take("\\D") { return CharacterClass(scalars: ScalarSet.digits.complement) }
        if take("\\w") { return CharacterClass(scalars: .word) }
        if take("\\W") { return CharacterClass(scalars: ScalarSet.word.complement) }
        if take("\\s") { return CharacterClass(scalars: .space) }
        if take("\\S") { return CharacterClass(scalars: ScalarSet.space.complement) }
        let start = index
        if take("\\p{") { return CharacterClass(scalars: .empty, properties: ["\\p" + (try property(from: start))]) }
        if take("\\P{") { return CharacterClass(scalars: .empty, properties: ["\\P" + (try property(from: start))]) }
        return nil
    }

    /// The rest of `\p{…}` in PCRE2's spelling.
    private mutating func property(from start: Int) throws(PatternError) -> String {
        var text = ""
        while let next = peek, next != "}" {
            text.unicodeScalars.append(next)
            index += 1
        }
        guard take("}"), let name = UnicodeProperty.translation(of: text) else {
            throw error("a Unicode property that ECMA-262 or PCRE2 does not have", at: start)
        }
        return "{\(name)}"
    }

    /// `CharacterEscape`: an escape that stands for one character.
    mutating func characterEscape() throws(PatternError) -> UInt32 {
        let start = index
        index += 1
        guard let letter = peek else { throw error("a backslash at the end", at: start) }
        index += 1
        switch letter {
        case "t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "0":
            if let next = peek, "0"..."9" ~= next { throw error("an octal escape", at: start) }
            return 0
        case "c":
            guard let next = peek, next.isASCII, UInt8(next.value).isASCIILetter else {
                throw error("a control escape without its letter", at: start)
            }
            index += 1
            return next.value & 0x1F
        case "x":
            guard let value = hexadecimal(2) else { throw error("\\x needs two hexadecimal digits", at: start) }
            return value
        case "u": return try unicodeEscape(from: start)
        default:
            guard 0x20..<0x7F ~= letter.value, !UInt8(letter.value).isASCIIAlphanumeric else {
                throw error("an escape that ECMA-262 does not have", at: start)
            }
            return letter.value
        }
    }

    /// `\uXXXX`, a pair of them that is one scalar, or `\u{X…}`.
    private mutating func unicodeEscape(from start: Int) throws(PatternError) -> UInt32 {
        if take("{") {
            let digits = scalars[index...].prefix { $0 < 0x80 && UInt8($0).isASCIIHexDigit }.count
            guard 1...8 ~= digits, let value = hexadecimal(digits), value <= ScalarSet.maximum, take("}") else {
                throw error("\\u{…} needs a code point in hexadecimal", at: start)
            }
            return value
        }
        guard let value = hexadecimal(4) else { throw error("\\u needs four hexadecimal digits", at: start) }
        guard 0xD800...0xDBFF ~= value else { return value }
        let behind = index
        if take("\\u"), let low = hexadecimal(4), 0xDC00...0xDFFF ~= low {
            return 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        index = behind
        return value
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        guard index + count <= scalars.count else { return nil }
        var value: UInt32 = 0
        for scalar in scalars[index..<index + count] {
            guard let digit = Unicode.Scalar(scalar).flatMap({ Character($0).hexDigitValue }), scalar < 0x80 else {
                return nil
            }
            value = value << 4 | UInt32(digit)
        }
        index += count
        return value
    }
}
