extension HTMLRenderer {
    /// The checks that did not pass, grouped by the field they are about, with the first places.
    func conspicuous(in report: AuditReport) -> HTMLText {
        let checks = report.conspicuousChecks
        guard !checks.isEmpty else { return "" }
        var fields: [String?] = []
        for check in checks where !fields.contains(check.field) { fields.append(check.field) }
        let groups = fields.map { field in
            group(field, checks.filter { $0.field == field }, read: report.counts.read)
        }
        return """
            <section aria-labelledby="reasons">
            <h2 id="reasons">What did not pass</h2>
            \(groups)</section>

            """
    }

    private func group(_ field: String?, _ checks: [AuditReport.Check], read: Int?) -> HTMLText {
        let name: HTMLText =
            switch field {
            case nil: "The whole run"
            case ""?: "The whole message"
            case let field?: "<code>\(field)</code>"
            }
        return """
            <h3>\(name)</h3>
            <ul class="reasons">
            \(checks.map { reason($0, read: read) })</ul>

            """
    }

    private func reason(_ check: AuditReport.Check, read: Int?) -> HTMLText {
        let shown = check.locations.prefix(Self.locationLimit)
        let places = shown.map { place -> HTMLText in "<li>\(place.text)</li>\n" }
        let more = check.omission(shown: shown.count).map { text -> HTMLText in "<li>\(text)</li>\n" } ?? ""
        let list: HTMLText =
            shown.isEmpty && more.markup.isEmpty ? "" : "<ul class=\"places\">\n\(places)\(more)</ul>\n"
        return """
            <li>\(tag(check.status)) <strong>\(check.title)</strong>
            <p>\(check.finding(read: read))</p>
            \(list)</li>

            """
    }

    /// Every check, passed ones too.
    func allChecks(of report: AuditReport) -> HTMLText {
        guard !report.checks.isEmpty else { return "" }
        let rows = report.checks.map { check -> HTMLText in
            """
            <tr><td>\(tag(check.status))</td><th scope="row">\(check.title)<br><code>\(check.id)</code></th>\
            <td>\(check.kind.rawValue)</td><td>\(check.dimension?.rawValue ?? "")</td>\
            <td class="n">\(check.failureCount.map(Numerals.grouped) ?? "")</td>\
            <td class="n">\(check.shareText(of: report.counts.read))</td>\
            <td class="n">\(check.measuredText)</td><td>\(check.thresholdText)</td></tr>

            """
        }
        return table(
            "All \(Numerals.counted(report.checks.count, "check"))", id: "checks",
            [
                ("Outcome", false), ("Check", false), ("Kind", false), ("Dimension", false), ("Failures", true),
                ("Share", true), ("Measured", true), ("Required", false),
            ], rows)
    }

    private func tag(_ status: AuditReport.CheckStatus) -> HTMLText {
        "<span class=\"tag \(status.rawValue)\">\(status.word)</span>"
    }

    /// A section of one table, which scrolls by itself where it is too wide.
    func table(_ title: String, id: String, _ columns: [(String, isNumber: Bool)], _ rows: [HTMLText]) -> HTMLText {
        let heads = columns.map { name, isNumber -> HTMLText in
            isNumber ? "<th scope=\"col\" class=\"n\">\(name)</th>" : "<th scope=\"col\">\(name)</th>"
        }
        return """
            <section aria-labelledby="\(id)">
            <h2 id="\(id)">\(title)</h2>
            <div class="scroll" role="region" aria-labelledby="\(id)" tabindex="0">
            <table>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            </div>
            </section>

            """
    }
}
