import Reporting
import Validator

extension HostileText {
    /// A report with such text in every field that takes text.
    mutating func report() -> AuditReport {
        AuditReport(
            tool: .init(name: text(), version: text()),
            run: .init(
                id: text(), command: text(), contract: text(), contractVersion: optional(),
                contractFingerprint: optional(), source: text(), database: optional(), startedAt: Samples.start,
                endedAt: Samples.start, status: pick(AuditReport.RunStatus.self)),
            counts: .init(read: count(), valid: count(), invalid: count(), errorCount: nil),
            reconciled: [nil, true, false].randomElement(using: &self) ?? nil,
            checks: (0..<Int.random(in: 0..<8, using: &self)).map { _ in check() },
            fields: [.init(pointer: text(), present: count(), types: [.array: count(), .object: count()])],
            timing: .init(
                elapsedSeconds: Double(count()) / 7, stages: [.init(name: text(), rows: count(), seconds: 1 / 3)]),
            input: [.init(name: text(), bytes: count())],
            problems: Bool.random(using: &self) ? [.init(code: text(), message: text(), remedy: text())] : [],
            errorsTruncated: count())
    }

    private mutating func check() -> AuditReport.Check {
        .init(
            id: text(), name: text(), kind: pick(AuditReport.CheckKind.self), field: optional(), keyword: optional(),
            dimension: pick(AuditReport.Dimension.self), severity: pick(AuditReport.Severity.self),
            status: pick(AuditReport.CheckStatus.self), measured: Double(count()) / 3, unit: optional(),
            thresholds: [.init(.mustBeLessThan, 0.1)], failureCount: count(),
            locations: [
                .init(input: optional(), line: count() + 1, messageID: optional(), pointer: optional()),
                .init(input: text(), pointer: text()),
            ], locationsOmitted: count())
    }
}
