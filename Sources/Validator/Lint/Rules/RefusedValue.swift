/// `refused-value`: a value of `const`, `enum`, `default` or `examples` that the keywords beside it refuse.
enum RefusedValue: LintCheck {
    static let rule = LintRule(
        id: "refused-value", severity: .error, summary: "A value that the schema itself writes can never pass.",
        explanation:
            "A value of const, enum, default or examples must keep type, limits, pattern and format that stand "
            + "beside it.",
        remedy: "Correct the value or the keyword that refuses it")

    static func findings(in site: LintSite) -> [LintFinding] {
        constant(site) + enumeration(site) + described(site)
    }

    private static func constant(_ site: LintSite) -> [LintFinding] {
        guard let value = site["const"], let judge = LeafJudge(site, adding: ["enum"]),
            let refusal = judge.refusal(of: value)
        else { return [] }
        return [finding(site, at: "const", isAboutName: false, message(value, refusal))]
    }

    private static func enumeration(_ site: LintSite) -> [LintFinding] {
        guard let values = site.object["enum"]?.array else { return [] }
        if values.isEmpty { return [finding(site, at: "enum", "nothing can pass: 'enum' is empty")] }
        guard let judge = LeafJudge(site) else { return [] }
        let refusals = values.map(judge.refusal)
        let isHopeless = refusals.allSatisfy { $0 != nil }
        return zip(values, refusals).enumerated().compactMap { index, pair in
            guard let refusal = pair.1 else { return nil }
            return finding(
                site, at: "enum", item: index, isAboutName: false, message(pair.0, refusal),
                severity: isHopeless ? .error : .warning)
        }
    }

    private static func described(_ site: LintSite) -> [LintFinding] {
        let examples = (site.object["examples"]?.array ?? []).enumerated().map { (["examples", String($0)], $1) }
        let values = examples + (site.object["default"].map { [(["default"], $0)] } ?? [])
        guard !values.isEmpty, let judge = LeafJudge(site, adding: ["enum", "const"]) else { return [] }
        return values.compactMap { tokens, value in
            guard let refusal = judge.refusal(of: value) else { return nil }
            return LintFinding(
                rule, at: JSONPointer(tokens: site.place.tokens + tokens), isAboutName: false,
                message(value, refusal), severity: .warning)
        }
    }

    private static func message(_ value: JSONValue, _ refusal: LeafJudge.Refusal) -> String {
        "\(value.excerpt) can never pass: '\(refusal.keyword)' wants \(refusal.expected)"
    }
}
