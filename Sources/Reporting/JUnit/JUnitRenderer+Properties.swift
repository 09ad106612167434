extension JUnitRenderer {
    /// What identifies the run, for every suite; empty values are left out.
    func properties(of report: AuditReport) -> [(String, String)] {
        let run = report.run
        let texts: [(String, String?)] = [
            ("audit.version", report.tool.version), ("run.id", run.id), ("run.command", run.command),
            ("run.status", report.verdict.rawValue), ("run.started_at", run.startedAt.description),
            ("run.ended_at", run.endedAt.description), ("contract", run.contract),
            ("contract.version", run.contractVersion), ("contract.fingerprint", run.contractFingerprint),
            ("source", run.source), ("database", run.database), ("digest", report.digest),
            ("previous_digest", report.previousDigest), ("reconciled", report.reconciled.map { String($0) }),
        ]
        let shown = texts.compactMap { name, value in value.map { (name, VisibleText.oneLine($0)) } }
        return shown.filter { !$0.1.isEmpty } + countProperties(of: report.counts)
    }

    private func countProperties(of counts: AuditReport.Counts) -> [(String, String)] {
        let all = [
            ("read", counts.read), ("valid", counts.valid), ("invalid", counts.invalid), ("loaded", counts.loaded),
            ("replaced", counts.replaced), ("quarantined", counts.quarantined), ("released", counts.released),
            ("acknowledged", counts.acknowledged), ("error_count", counts.errorCount),
        ]
        return all.compactMap { name, count in count.map { ("counts.\(name)", String($0)) } }
    }
}
