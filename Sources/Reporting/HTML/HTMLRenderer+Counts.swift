extension HTMLRenderer {
    /// The numbers and the equation that ties them together.
    func counts(of report: AuditReport) -> HTMLText {
        guard let read = report.counts.read else { return "" }
        let equals = report.isBalanced ? "=" : "≠"
        let ways = report.outcomes.enumerated().map { index, way in
            card(way.name, way.count, sign: index == 0 ? equals : "+", share: Numerals.share(way.count, of: read))
        }
        return """
            <section aria-labelledby="counts">
            <h2 id="counts">Messages</h2>
            <p class="cards">
            \(card("read", read, sign: "", share: ""))\(ways)</p>
            \(reconciliation(of: report))\(others(of: report))</section>

            """
    }

    private func card(_ name: String, _ count: Int, sign: String, share: String) -> HTMLText {
        let shown: HTMLText = sign.isEmpty ? "" : "<span class=\"sign\">\(sign)</span>\n"
        return """
            \(shown)<span class="card"><strong>\(Numerals.grouped(count))</strong> <span>\(name)</span> \
            <small>\(share)</small></span>

            """
    }

    private func reconciliation(of report: AuditReport) -> HTMLText {
        let equation = report.equation ?? ""
        switch report.reconciled {
        case true?: return "<p><span class=\"tag passed\">reconciled</span> \(equation)</p>\n"
        case false?: return "<p><span class=\"tag failed\">not reconciled</span> \(equation)</p>\n"
        case nil: return ""
        }
    }

    private func others(of report: AuditReport) -> HTMLText {
        let counts = report.counts
        let isLoad = counts.loaded != nil
        let all = [
            ("valid", isLoad ? counts.valid : nil), ("invalid", isLoad ? counts.invalid : nil),
            ("acknowledged", counts.acknowledged), ("errors found", counts.errorCount),
        ]
        var texts = all.compactMap { name, count in count.map { "\(Numerals.grouped($0)) \(name)" } }
        let truncated = Numerals.counted(report.errorsTruncated, "message") + " that may have more errors than are told"
        if report.errorsTruncated > 0 { texts.append(truncated) }
        return texts.isEmpty ? "" : "<p class=\"dim\">\(texts.joined(separator: " · "))</p>\n"
    }
}
