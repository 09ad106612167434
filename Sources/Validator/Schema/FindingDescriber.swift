/// Makes errors of findings: places and words, without any of the message's values.
struct FindingDescriber {
    let program: SchemaProgram
    /// The whole message.
    let message: JSONNode

    /// The errors; the message's bytes are walked once for all of their lines.
    func describe(_ findings: [Finding]) -> [ValidationError] {
        let subjects = findings.map(subject)
        let end = subjects.map(\.start).max() ?? 0
        let bytes = UnsafeBufferPointer(start: message.tape.bytes, count: end)
        let positions = TextPosition.all(of: subjects.map(\.start), in: bytes)
        return findings.indices.map { describe(findings[$0], subjects[$0], positions[$0]) }
    }

    private func describe(_ finding: Finding, _ subject: JSONNode, _ position: TextPosition) -> ValidationError {
        let site = site(finding.site)
        let actual = Self.actual(message.node(at: finding.node))
        let keywordLocation = keywordLocation(finding, site)
        return ValidationError(
            keyword: site.keyword, instancePointer: pointer(to: finding.node),
            keywordLocation: keywordLocation, absoluteKeywordLocation: site.absoluteLocation,
            isBehindReference: !isImplied(site.absoluteLocation, by: keywordLocation),
            missingNames: missingNames(finding), tapeIndex: finding.node, offset: subject.start,
            endOffset: subject.end, line: position.line, column: position.column,
            message: sentence(finding, site, actual), expected: expected(finding, site), actual: actual,
            isUndecided: finding.isUndecided, checks: checks(finding, site))
    }

    /// The keyword, or what is said where the stack or the steps were used up.
    private func site(_ index: UInt32) -> Site {
        guard index >= Finding.tooLong else { return program.sites[Int(index)] }
        return Site(
            keyword: "$ref", absoluteLocation: program.uri + "#", segment: 0,
            expected: index == Finding.tooDeep
                ? "references that lead less deep" : "alternatives that do not recurse into the same value",
            check: 0)
    }

    /// What an editor should point at: the first member that must not be there, else the value.
    private func subject(of finding: Finding) -> JSONNode {
        if case .surplus(let culprits) = finding.culprits, let first = culprits.first { return message.node(at: first) }
        return message.node(at: finding.node)
    }

    private func keywordLocation(_ finding: Finding, _ site: Site) -> String {
        // The boolean pass keeps no path: then the keyword's own place stands for the way to it.
        guard !finding.path.isEmpty else { return URIReference(site.absoluteLocation).decodedFragment ?? "" }
        return finding.path.reduce(into: "") { $0 += program.segments[Int($1)] }
    }

    /// Whether a place is the schema's own URI with that pointer as its fragment.
    private func isImplied(_ location: String, by pointer: String) -> Bool {
        location.utf8.count == program.uri.utf8.count + 1 + pointer.utf8.count
            && location.hasPrefix(program.uri) && location.hasSuffix(pointer)
    }

    private func checks(_ finding: Finding, _ site: Site) -> [Int] {
        guard case .missing(let slots) = finding.culprits, site.keyword == "required" else { return [site.check] }
        return slots.map { Int(program.names.base[$0].requiredCheck) }
    }

    // MARK: Words

    private func expected(_ finding: Finding, _ site: Site) -> String {
        let missing = missingNames(finding)
        return missing.isEmpty ? site.expected : "also " + missing.joined(separator: ", ")
    }

    private func missingNames(_ finding: Finding) -> [String] {
        guard case .missing(let slots) = finding.culprits else { return [] }
        return slots.map(slotName)
    }

    private func slotName(_ index: Int) -> String {
        let slot = program.names.base[index]
        let bytes = UnsafeBufferPointer(start: program.text.base + Int(slot.text), count: Int(slot.length))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The sentence about a finding that has a site.
    func sentence(_ finding: Finding) -> String {
        sentence(finding, program.sites[Int(finding.site)], Self.actual(message.node(at: finding.node)))
    }

    /// The sentence about what could not be decided.
    func undecidedSentence(_ undecided: (site: UInt32, node: Int)) -> String {
        "Could not be decided: \(site(undecided.site).expected)."
    }

    private func sentence(_ finding: Finding, _ site: Site, _ actual: ValidationError.Actual) -> String {
        if finding.isUndecided { return "Could not be decided: \(site.expected)." }
        switch finding.culprits {
        case .missing(let slots): return "Missing: \(slots.map(slotName).joined(separator: ", "))."
        case .surplus(let culprits):
            return surplusSentence(culprits, isItem: site.keyword == "unevaluatedItems")
        case .branches(let count, 0, let closest):
            let hint = closest.map { " The closest is number \($0 + 1), whose errors follow." } ?? ""
            return "None of the \(count) schemas matches.\(hint)"
        case .branches(let count, let held, _): return "\(held) of the \(count) schemas match; exactly one must."
        case .none: return "Expected \(site.expected), found \(Self.words(actual))."
        }
    }

    private func surplusSentence(_ culprits: [Int], isItem: Bool) -> String {
        let shown = culprits.prefix(8).map { index in
            let node = message.node(at: index)
            return isItem
                ? Self.words(Self.actual(node)) : "a name of \(Self.count(Self.characters(node.text), "character"))"
        }
        let more = culprits.count > 8 ? " and \(culprits.count - 8) more" : ""
        return "\(culprits.count) \(isItem ? "unexpected" : "undeclared"): \(shown.joined(separator: ", "))\(more)."
    }

    /// The kind and size of a value, in words.
    static func words(_ actual: ValidationError.Actual) -> String {
        let kind = actual.kind == .integer || actual.kind == .array || actual.kind == .object ? "an" : "a"
        guard let length = actual.length else {
            return actual.kind == .null ? "null" : "\(kind) \(actual.kind.rawValue)"
        }
        let unit =
            switch actual.kind {
            case .array: "item"
            case .object: "member"
            default: "character"
            }
        return "\(kind) \(actual.kind.rawValue) of \(count(length, unit))"
    }

    private static func count(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }

    static func actual(_ node: JSONNode) -> ValidationError.Actual {
        switch node.kind {
        case .string: ValidationError.Actual(kind: .string, length: characters(node.text))
        case .number: ValidationError.Actual(kind: node.jsonKind, length: node.text.count)
        case .array, .object: ValidationError.Actual(kind: node.jsonKind, length: node.count)
        default: ValidationError.Actual(kind: node.jsonKind, length: nil)
        }
    }

    private static func characters(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    // MARK: Places

    /// The way to a value; names that the schema does not write appear by their length alone.
    private func pointer(to target: Int) -> String {
        var pointer = ""
        var node = message
        while node.tapeIndex != target, let step = step(from: node, towards: target) {
            pointer += "/" + step.token
            node = step.child
        }
        return pointer
    }

    private func step(from node: JSONNode, towards target: Int) -> (token: String, child: JSONNode)? {
        var place = node.tapeIndex + 1
        for position in 0..<node.count {
            let name = message.node(at: place)
            let value = node.kind == .object ? message.node(at: place + 1) : name
            if target < Int(value.entry.next) {
                guard node.kind == .object else { return ("\(position)", value) }
                return (token(name), target == place ? name : value)
            }
            place = Int(value.entry.next)
        }
        return nil
    }

    private func token(_ name: JSONNode) -> String { JSONPointer.escape(shown(name)) }

    /// A member's name where the schema writes it, else its length.
    func shown(_ name: JSONNode) -> String {
        let text = name.string
        return program.declaredNames.contains(ExactText(text))
            ? text : "<undeclared:\(Self.characters(name.text))>"
    }
}
