/// `unreachable-branch`: a branch of `anyOf`, `oneOf`, `allOf` or `if` that can never decide anything.
enum UnreachableBranch: LintCheck {
    static let rule = LintRule(
        id: "unreachable-branch", severity: .warning, summary: "A branch can never match, or never be asked.",
        explanation: "A branch whose type the schema around it excludes, that repeats an earlier one, or that hangs on "
            + "a condition which always has the same outcome checks nothing; under allOf it lets nothing pass.",
        remedy: "Remove the branch, or correct what excludes it")

    static func findings(in site: LintSite) -> [LintFinding] {
        ["allOf", "anyOf", "oneOf"].flatMap { branches($0, in: site) } + condition(site)
    }

    // MARK: Lists of branches

    private static func branches(_ keyword: String, in site: LintSite) -> [LintFinding] {
        guard let branches = site.object[keyword]?.array, !site.kinds.isEmpty else { return [] }
        let reasons = branches.indices.map { reason(branches, $0, keyword, site) }
        let isHopeless = keyword == "allOf" || reasons.allSatisfy { $0?.isFatal == true }
        return reasons.enumerated().compactMap { index, reason in
            guard let reason else { return nil }
            return finding(
                site, at: keyword, item: index, isAboutName: false, reason.message,
                severity: (reason.isFatal && isHopeless) || reason.isRefusingTwins ? .error : nil,
                remedy: reason.remedy)
        }
    }

    private struct Reason {
        let message: String
        /// Whether no value at all can match the branch.
        let isFatal: Bool
        /// Whether the branch and its twin, which stand under `oneOf`, refuse what both match.
        var isRefusingTwins = false
        var remedy: String?
    }

    private static func reason(
        _ branches: [JSONValue], _ index: Int, _ keyword: String, _ site: LintSite
    ) -> Reason? {
        let branch = branches[index]
        if let impossible = impossibility(of: branch, in: site) {
            let rest = keyword == "allOf" ? "; nothing can pass" : ""
            return Reason(message: "this branch can never match: \(impossible)\(rest)", isFatal: true)
        }
        guard let twin = branches[..<index].firstIndex(of: branch) else { return nil }
        let isRefusing = keyword == "oneOf"
        let rest = isRefusing ? "; what matches both is refused, so neither can be the only match" : ""
        return Reason(
            message: "this branch is equal to branch \(twin + 1)\(rest)", isFatal: false, isRefusingTwins: isRefusing,
            remedy: "Remove one of the two")
    }

    /// Why no value that gets this far can match a branch; nil where one can, or it cannot be told.
    private static func impossibility(of branch: JSONValue, in site: LintSite) -> String? {
        if branch == false { return "it is false" }
        let kinds = site.document.kinds(of: branch, in: site.dialect)
        if kinds.isEmpty { return "nothing passes it" }
        if kinds.isDisjoint(with: site.kinds) {
            return "it wants \(kinds), and only \(site.kinds) is allowed here"
        }
        guard let allowed = values(site.object, site.dialect),
            let wanted = branch.object.flatMap({ values($0, site.dialect) }),
            allowed.isDisjoint(with: wanted)
        else { return nil }
        return "none of its values is allowed here"
    }

    /// The only values that `const` and `enum` let pass; nil without either.
    private static func values(_ object: JSONObject, _ dialect: Dialect) -> Set<JSONValue>? {
        if dialect.referenceStandsAlone, object["$ref"] != nil { return nil }
        let listed = object["enum"]?.array.map(Set.init)
        guard dialect >= .draft6, let constant = object["const"] else { return listed }
        return listed?.intersection([constant]) ?? [constant]
    }

    // MARK: Conditions

    private static func condition(_ site: LintSite) -> [LintFinding] {
        guard let condition = site["if"], !site.kinds.isEmpty else { return [] }
        let isAlways = condition == true || condition.object?.isEmpty == true
        let dead = isAlways ? "else" : impossibility(of: condition, in: site) == nil ? nil : "then"
        guard let dead, site.has(dead) else { return [] }
        return [
            finding(
                site, at: dead,
                "'\(dead)' is never asked: the condition under 'if' \(isAlways ? "always" : "never") holds")
        ]
    }
}
