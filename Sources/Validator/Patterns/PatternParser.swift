/// Reads an ECMA-262 regular expression (section 22.2.1) as the flag `u` has it.
///
/// Two things of Annex B are accepted too, because schemas are full of them and they can mean only one thing: a
/// backslash before any ASCII punctuation, and `{`, `}`, `]` or a hyphen that cannot be syntax where they stand.
/// What other dialects have and ECMA-262 has not is an error: `\A`, `\Z`, `\Q`, `(?i)`, `(?>`, `a++`, `[[:alpha:]]`.
struct PatternParser {
    let scalars: [UInt32]
    var index = 0
    var groupCount = 0
    var groupNumbers: [String: Int] = [:]
    /// The highest group that a number refers to, and where; checked when all groups are known.
    var highestReference: (number: Int, at: Int) = (0, 0)
    private var depth = 0

    /// Groups within groups beyond this are an error; PCRE2 has the same limit.
    private static let maximumDepth = 200

    init(_ source: String) { self.init(source.unicodeScalars.map(\.value)) }

    init(_ scalars: [UInt32]) { self.scalars = scalars }

    /// Whether a text is a regular expression: the format `regex`.
    static func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var parser = PatternParser(String(decoding: text, as: UTF8.self))
        return (try? parser.parse()) != nil
    }

    /// The whole expression as a tree.
    mutating func parse() throws(PatternError) -> PatternNode {
        groupNumbers = try GroupNames.numbers(in: scalars)
        let node = try disjunction()
        if index < scalars.count { throw error("a closing parenthesis has no opening one") }
        if highestReference.number > groupCount {
            throw error("a reference to a group that does not exist", at: highestReference.at)
        }
        return node
    }

    private mutating func disjunction() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw error("more than \(Self.maximumDepth) groups within each other") }
        var branches = [try alternative()]
        while take("|") { branches.append(try alternative()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func alternative() throws(PatternError) -> PatternNode {
        var terms: [PatternNode] = []
        while let next = peek, next != "|", next != ")" { terms.append(try term()) }
        return terms.count == 1 ? terms[0] : .sequence(terms)
    }

    private mutating func term() throws(PatternError) -> PatternNode {
        let atom = try atom()
        let start = index
        guard let repetition = try quantifier() else { return atom }
        if atom.isAssertion { throw error("an assertion cannot be repeated", at: start) }
        return .repetition(atom, repetition)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        let start = index
        guard let next = peek else { return .sequence([]) }
        switch next {
        case "(": return try group()
        case "[": return .oneOf(try characterClass())
        case "\\": return try escape()
        case "*", "+", "?": throw error("nothing to repeat")
        case "{":
            if try quantifier() != nil { throw error("nothing to repeat", at: start) }
        default: break
        }
        index = start + 1
        switch next {
        case "^": return .start
        case "$": return .end
        case ".": return .oneOf(CharacterClass(scalars: .dot))
        default: return .oneOf(CharacterClass(scalars: ScalarSet(scalar: next.value)))
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        let start = index
        index += 1
        let node: PatternNode
        if take("?:") {
            node = try disjunction()
        } else if let look = takeLook() {
            node = .look(isAhead: look.isAhead, isNegated: look.isNegated, try disjunction())
        } else {
            if take("?<") {
                _ = try groupName()
            } else if take("?") {
                throw error("a group that ECMA-262 does not have", at: start)
            }
            groupCount += 1
            let number = groupCount
            node = .capture(number, try disjunction())
        }
        if !take(")") { throw error("an opening parenthesis has no closing one", at: start) }
        return node
    }

    private mutating func takeLook() -> (isAhead: Bool, isNegated: Bool)? {
        if take("?=") { return (true, false) }
        if take("?!") { return (true, true) }
        if take("?<=") { return (false, false) }
        if take("?<!") { return (false, true) }
        return nil
    }
}
