/// `contradicting-bounds`: limits that no value can keep together.
enum ContradictingBounds: LintCheck {
    static let rule = LintRule(
        id: "contradicting-bounds", severity: .error, summary: "No value can keep both limits.",
        explanation: "Where the least that is allowed is more than the most, every value that the limits are about is "
            + "refused.",
        remedy: "Exchange the limits, or correct one of them")

    static func findings(in site: LintSite) -> [LintFinding] {
        counts(site) + numbers(site) + members(site) + items(site)
    }

    // MARK: Counts

    private static func counts(_ site: LintSite) -> [LintFinding] {
        [
            ("minLength", "maxLength", "string"), ("minItems", "maxItems", "array"),
            ("minProperties", "maxProperties", "object"), ("minContains", "maxContains", "array"),
            ("minContains", "maxItems", "array"),
        ].compactMap { lower, upper, what in
            guard let least = number(site, lower), let most = number(site, upper), least > most else { return nil }
            if lower == "minContains", site["contains"] == nil { return nil }
            return conflict(site, lower, least, upper, most, what)
        }
    }

    private static func number(_ site: LintSite, _ keyword: String) -> JSONNumber? {
        guard case .number(let number)? = site[keyword] else { return nil }
        return number
    }

    private static func conflict(
        _ site: LintSite, _ lower: String, _ least: JSONNumber, _ upper: String, _ most: JSONNumber, _ what: String
    ) -> LintFinding {
        finding(
            site, at: lower, "no \(what) can pass: '\(lower)' is \(least.text) and '\(upper)' is \(most.text)")
    }

    // MARK: Numbers

    private static func numbers(_ site: LintSite) -> [LintFinding] {
        let lower = ends(site, "minimum", "exclusiveMinimum")
        let upper = ends(site, "maximum", "exclusiveMaximum")
        for least in lower {
            for most in upper where isEmpty(least, most, integersOnly: site.kinds.isDisjoint(with: .fraction)) {
                return [conflict(site, least.keyword, least.number, most.keyword, most.number, "number")]
            }
        }
        return []
    }

    private struct End {
        let keyword: String
        let number: JSONNumber
        let isExclusive: Bool
    }

    private static func ends(_ site: LintSite, _ inclusive: String, _ exclusive: String) -> [End] {
        let isExclusive = site.dialect == .draft4 && site.object[exclusive] == true
        let first = number(site, inclusive).map { End(keyword: inclusive, number: $0, isExclusive: isExclusive) }
        guard site.dialect != .draft4 else { return [first].compactMap { $0 } }
        let second = number(site, exclusive).map { End(keyword: exclusive, number: $0, isExclusive: true) }
        return [first, second].compactMap { $0 }
    }

    private static func isEmpty(_ least: End, _ most: End, integersOnly: Bool) -> Bool {
        if least.number > most.number { return true }
        if least.number == most.number { return least.isExclusive || most.isExclusive }
        // Between two integers that are both left out and follow each other lies no third.
        guard integersOnly, least.isExclusive, most.isExclusive, let low = least.number.int, let high = most.number.int
        else { return false }
        let (next, overflow) = low.addingReportingOverflow(1)
        return !overflow && next == high
    }

    // MARK: Members and items

    private static func members(_ site: LintSite) -> [LintFinding] {
        let required = Set((site.object["required"]?.array ?? []).compactMap { $0.string.map(ExactText.init) }).count
        if let most = number(site, "maxProperties")?.int, required > most {
            return [
                finding(
                    site, at: "maxProperties",
                    "no object can pass: \(required) members are required and 'maxProperties' is \(most)")
            ]
        }
        guard let least = number(site, "minProperties")?.int, let closed = ClosedNames(site)?.count, least > closed
        else {
            return []
        }
        return [
            finding(
                site, at: "minProperties",
                "no object can pass: 'minProperties' is \(least) and only \(closed) members are allowed")
        ]
    }

    private static func items(_ site: LintSite) -> [LintFinding] {
        let is2020 = site.dialect == .draft2020
        guard let least = number(site, "minItems")?.int, site[is2020 ? "items" : "additionalItems"] == false,
            let prefix = site[is2020 ? "prefixItems" : "items"]?.array?.count ?? (is2020 ? 0 : nil), least > prefix
        else { return [] }
        return [
            finding(
                site, at: "minItems", "no array can pass: 'minItems' is \(least) and only \(prefix) items are allowed")
        ]
    }
}
