import Validator

extension HTMLRenderer {
    /// What each field held.
    func fields(of report: AuditReport) -> HTMLText {
        guard !report.fields.isEmpty else { return "" }
        let read = report.counts.read ?? 0
        let rows = report.fields.map { field -> HTMLText in
            let kinds = field.kinds.map { "\($0.kind.rawValue) \(Numerals.grouped($0.count))" }
            return """
                <tr><th scope="row"><code>\(field.pointer)</code></th>\
                <td class="n">\(Numerals.grouped(field.present))</td>\
                <td class="n">\(Numerals.share(field.present, of: read))\(bar(field.present, of: read))</td>\
                <td class="n">\(Numerals.grouped(field.null))</td><td class="n">\(Numerals.grouped(field.invalid))</td>\
                <td>\(kinds.joined(separator: ", "))</td></tr>

                """
        }
        return table(
            "Fields", id: "fields",
            [
                ("Field", false), ("Present", true), ("Share", true), ("Null", true), ("Invalid", true),
                ("Kinds", false),
            ], rows)
    }

    private func bar(_ part: Int, of whole: Int) -> HTMLText {
        guard whole > 0 else { return "" }
        let width = min(100, max(0, part * 100 / whole))
        return "<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:\(String(width))%\"></span></span>"
    }

    /// The stages and their times.
    func timing(of report: AuditReport) -> HTMLText {
        guard !report.timing.stages.isEmpty else { return "" }
        let total = AuditReport.Stage(name: "total", rows: report.counts.read, seconds: report.timing.elapsedSeconds)
        let rows = (report.timing.stages + [total]).map { stage -> HTMLText in
            """
            <tr><th scope="row">\(stage.name)</th><td class="n">\(stage.rows.map(Numerals.grouped) ?? "")</td>\
            <td class="n">\(Numerals.fixed(stage.seconds, 3))</td><td class="n">\(stage.rateText)</td></tr>

            """
        }
        return table(
            "Time", id: "time", [("Stage", false), ("Rows", true), ("Seconds", true), ("Rows/s", true)], rows)
    }

    /// What was read.
    func inputs(of report: AuditReport) -> HTMLText {
        guard !report.input.isEmpty else { return "" }
        let rows = report.input.map { input -> HTMLText in
            """
            <tr><th scope="row">\(input.name)</th><td class="n">\(Numerals.bytes(input.bytes))</td>\
            <td><code>\(input.sha256 ?? "")</code></td></tr>

            """
        }
        return table("Input", id: "input", [("Name", false), ("Size", true), ("SHA-256", false)], rows)
    }

    /// What identifies the run and proves the report.
    func provenance(of report: AuditReport) -> HTMLText {
        let run = report.run
        let all: [(String, String?)] = [
            ("Run", run.id), ("Contract", run.contract), ("Contract version", run.contractVersion),
            ("Contract fingerprint", run.contractFingerprint), ("Source", run.source), ("Database", run.database),
            ("Started", run.startedAt.description), ("Ended", run.endedAt.description),
            ("Made by", "\(report.tool.name) \(report.tool.version)"), ("Digest", report.digest),
            ("Digest of the run before", report.previousDigest),
        ]
        let items = all.compactMap { name, value in
            value.map { value -> HTMLText in "<dt>\(name)</dt><dd>\(value)</dd>\n" }
        }
        return """
            <section aria-labelledby="provenance">
            <h2 id="provenance">This run</h2>
            <dl>
            \(items)</dl>
            </section>

            """
    }
}
