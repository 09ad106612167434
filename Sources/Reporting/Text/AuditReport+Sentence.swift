extension AuditReport {
    /// The one counted sentence that ends every run's output:
    /// `1,000 read: 950 loaded, 0 replaced, 50 quarantined, 0 released in 0.4 s. FAILED: 1 of 14 checks`.
    public var closingSentence: String { countsSentence + " " + verdictSentence }

    /// The counts and the time.
    var countsSentence: String {
        let ways = outcomes.map { "\(Numerals.grouped($0.count)) \($0.name)" }.joined(separator: ", ")
        let read = counts.read.map { Numerals.grouped($0) + " read" } ?? "nothing read"
        let seconds = timing.elapsedSeconds
        let time = (seconds < 0.1 ? Numerals.decimal(seconds, 3) : Numerals.fixed(seconds, 1)) + " s"
        return (ways.isEmpty ? read : read + ": " + ways) + " in " + time + "."
    }

    /// The verdict and why.
    var verdictSentence: String {
        let reason = verdictReason
        return verdict.rawValue.uppercased() + (reason.isEmpty ? "" : ": " + reason)
    }

    /// Where the messages went: loaded, replaced … for a load; valid and invalid for a check.
    var outcomes: [(name: String, count: Int)] {
        let load = [
            ("loaded", counts.loaded), ("replaced", counts.replaced), ("quarantined", counts.quarantined),
            ("released", counts.released),
        ]
        let ways = load.contains { $0.1 != nil } ? load : [("valid", counts.valid), ("invalid", counts.invalid)]
        return ways.compactMap { name, count in count.map { (name, $0) } }
    }

    private var verdictReason: String {
        switch verdict {
        case .passed: passedReason
        case .warned: number(of: .warned) > 0 ? share(of: .warned) : quarantineReason
        case .failed: number(of: .failed) > 0 ? share(of: .failed) : ""
        case .incomplete: incompleteReason
        case .interrupted: "not every message was read"
        }
    }

    private var passedReason: String {
        let passed = number(of: .passed)
        if passed == checks.count { return Numerals.counted(checks.count, "check") }
        let notJudged = number(of: .notJudged)
        return share(of: .passed) + (notJudged > 0 ? ", \(Numerals.grouped(notJudged)) not judged" : "")
    }

    private var quarantineReason: String {
        let messages = counts.quarantined ?? counts.invalid ?? 0
        return messages > 0 ? Numerals.counted(messages, "message") + " failed" : ""
    }

    private var incompleteReason: String {
        if !problems.isEmpty { return Numerals.counted(problems.count, "problem") }
        if reconciled == false { return "the counts do not reconcile" }
        return number(of: .error) > 0 ? share(of: .error) + " could not be evaluated" : ""
    }

    private func number(of status: CheckStatus) -> Int { checks.count { $0.status == status } }

    private func share(of status: CheckStatus) -> String {
        "\(Numerals.grouped(number(of: status))) of \(Numerals.counted(checks.count, "check"))"
    }
}
