/// Makes errors of findings: places and words, without any of the message's values.
struct FindingDescriber {
    let program: SchemaProgram
    /// The whole message.
    let message: JSONNode

    func describe(_ finding: Finding) -> ValidationError {
        let site = program.sites[Int(finding.site)]
        let target = subject(of: finding)
        let value = message.node(at: finding.node)
        let actual = Self.actual(value)
        let bytes = UnsafeBufferPointer(start: message.tape.bytes, count: max(message.end, target.end))
        let position = TextPosition(of: target.start, in: bytes)
        return ValidationError(
            keyword: site.keyword, instancePointer: pointer(to: finding.node),
            keywordLocation: keywordLocation(finding, site), absoluteKeywordLocation: site.absoluteLocation,
            offset: target.start, endOffset: target.end, line: position.line, column: position.column,
            message: sentence(finding, site, actual), expected: expected(finding, site), actual: actual,
            isUndecided: finding.isUndecided, checks: checks(finding, site))
    }

    /// What an editor should point at: the first member that must not be there, else the value.
    private func subject(of finding: Finding) -> JSONNode {
        if case .surplus(let culprits) = finding.culprits, let first = culprits.first { return message.node(at: first) }
        return message.node(at: finding.node)
    }

    private func keywordLocation(_ finding: Finding, _ site: Site) -> String {
        let path = finding.path.isEmpty ? [site.segment] : finding.path
        return path.map { program.segments[Int($0)] }.joined()
    }

    private func checks(_ finding: Finding, _ site: Site) -> [Int] {
        guard case .missing(let slots) = finding.culprits, site.keyword == "required" else { return [site.check] }
        return slots.map { Int(program.names.base[$0].requiredCheck) }
    }

    // MARK: Words

    private func expected(_ finding: Finding, _ site: Site) -> String {
        guard case .missing(let slots) = finding.culprits else { return site.expected }
        return "also " + slots.map(slotName).joined(separator: ", ")
    }

    private func slotName(_ index: Int) -> String {
        let slot = program.names.base[index]
        let bytes = UnsafeBufferPointer(start: program.text.base + Int(slot.text), count: Int(slot.length))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func sentence(_ finding: Finding, _ site: Site, _ actual: ValidationError.Actual) -> String {
        if finding.isUndecided { return "Could not be decided: \(site.expected)." }
        switch finding.culprits {
        case .missing(let slots): return "Missing: \(slots.map(slotName).joined(separator: ", "))."
        case .surplus(let culprits): return surplusSentence(culprits)
        case .branches(let count, 0, let closest):
            let hint = closest.map { " The closest is number \($0 + 1), whose errors follow." } ?? ""
            return "None of the \(count) schemas matches.\(hint)"
        case .branches(let count, let held, _): return "\(held) of the \(count) schemas match; exactly one must."
        case .none: return "Expected \(site.expected), found \(Self.words(actual))."
        }
    }

    private func surplusSentence(_ culprits: [Int]) -> String {
        let shown = culprits.prefix(8).map { index in
            let node = message.node(at: index)
            return message.node(at: index).hash == 0
                ? "\(Self.words(Self.actual(node))) at \(node.start)"
                : "a name of \(Self.characters(node.text)) characters"
        }
        let more = culprits.count > 8 ? " and \(culprits.count - 8) more" : ""
        return "\(culprits.count) undeclared: \(shown.joined(separator: ", "))\(more)."
    }

    /// The kind and size of a value, in words.
    static func words(_ actual: ValidationError.Actual) -> String {
        let kind = actual.kind == .integer || actual.kind == .array || actual.kind == .object ? "an" : "a"
        guard let length = actual.length else { return actual.kind == .null ? "null" : "\(kind) \(actual.kind)" }
        let unit =
            switch actual.kind {
            case .array: length == 1 ? "item" : "items"
            case .object: length == 1 ? "member" : "members"
            default: length == 1 ? "character" : "characters"
            }
        return "\(kind) \(actual.kind) of \(length) \(unit)"
    }

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
        var found: (String, JSONNode)?
        var position = 0
        if node.kind == .object {
            node.forEachMember { name, value in
                guard found == nil, target < Int(value.entry.next) else { return }
                found = (token(name), target == name.tapeIndex ? name : value)
            }
        } else {
            node.forEachItem { item in
                guard found == nil, target < Int(item.entry.next) else { return position += 1 }
                found = ("\(position)", item)
            }
        }
        return found.map { ($0.0, $0.1) }
    }

    private func token(_ name: JSONNode) -> String {
        let text = name.string
        return program.declaredNames.contains(text)
            ? JSONPointer.escape(text) : "<undeclared:\(Self.characters(name.text))>"
    }
}
