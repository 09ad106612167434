/// `unanchored-pattern`: a pattern that is searched anywhere in a text, though it looks as if it described all of it.
enum UnanchoredPattern: LintCheck {
    static let rule = LintRule(
        id: "unanchored-pattern", severity: .warning, summary: "The pattern lets any text pass that contains a match.",
        explanation: "pattern and patternProperties search: without ^ and $ anything may stand before and behind. A "
            + "search for plain text or for one character is taken as meant.",
        remedy: "Write ^ before and $ behind the pattern")

    static func findings(in site: LintSite) -> [LintFinding] {
        PatternPlace.all(in: site).compactMap { pattern in
            guard let node = pattern.node, let flaw = PatternAnchors(node).flaw else { return nil }
            return LintFinding(
                rule, at: pattern.place, isAboutName: pattern.isName, message(flaw), severity: severity(flaw),
                remedy: remedy(flaw, pattern.source, node))
        }
    }

    private static func message(_ flaw: PatternAnchors.Flaw) -> String {
        switch flaw {
        case .open: "the pattern has neither ^ nor $: any text that contains a match passes"
        case .splitAnchors: "^ belongs to the first alternative only, and $ to the last"
        case .openStart: "the pattern has no ^: the repetition that it begins with restricts nothing"
        case .openEnd: "the pattern has no $: the repetition that it ends with restricts nothing"
        case .countedStart: "the pattern has no ^: more of the same may stand before what it counts"
        case .countedEnd: "the pattern has no $: more of the same may follow what it counts"
        }
    }

    private static func severity(_ flaw: PatternAnchors.Flaw) -> LintSeverity? {
        flaw == .countedStart || flaw == .countedEnd ? .note : nil
    }

    private static func remedy(_ flaw: PatternAnchors.Flaw, _ source: String, _ node: PatternNode) -> String? {
        guard source.unicodeScalars.count <= 60 else { return nil }
        switch flaw {
        case .open: return "write " + (node.isChoice ? "^(?:\(source))$" : "^\(source)$")
        case .splitAnchors:
            return source.hasPrefix("^") && source.hasSuffix("$")
                ? "write ^(?:\(source.dropFirst().dropLast()))$" : nil
        case .openStart, .countedStart: return "write ^\(source)"
        case .openEnd, .countedEnd: return "write \(source)$"
        }
    }
}
