import Reporting
import Validator

/// Reports that the suites share.
enum Samples {
    static let start = Timestamp(milliseconds: 1_795_412_453_120)

    /// A load of which one check failed and one warned.
    static func load() -> AuditReport {
        AuditReport(
            tool: .init(version: "0.2.0"),
            run: .init(
                id: "019aaf00-0000-7000-8000-000000000001", command: "load", contract: "user_logins",
                contractVersion: "1.0.0", contractFingerprint: String(repeating: "ab", count: 32),
                source: "logins.ndjson", database: "postgresql://loader@localhost/events", startedAt: start,
                endedAt: Timestamp(milliseconds: start.milliseconds + 412), status: .failed),
            counts: .init(
                read: 1000, valid: 950, invalid: 50, loaded: 950, replaced: 0, quarantined: 50, released: 0,
                errorCount: 61),
            reconciled: true, checks: checks(),
            fields: [
                .init(pointer: "/ip", present: 998, invalid: 49, types: [.string: 998]),
                .init(pointer: "/locale", present: 1000, null: 120, types: [.null: 120, .string: 880]),
            ],
            timing: .init(
                elapsedSeconds: 0.412,
                stages: [
                    .init(name: "read", rows: 1000, seconds: 0.12), .init(name: "validate", rows: 1000, seconds: 0.05),
                    .init(name: "load", rows: 950, seconds: 0.2),
                ]),
            input: [.init(name: "logins.ndjson", bytes: 157_000, sha256: String(repeating: "cd", count: 32))],
            previousDigest: String(repeating: "12", count: 32))
    }

    static func checks() -> [AuditReport.Check] {
        [
            .init(
                id: "/ip format", name: "/ip is an IPv4 address", kind: .message, field: "/ip", keyword: "format",
                dimension: .conformity, status: .failed, failureCount: 49,
                locations: [
                    .init(line: 12, column: 8, offset: 1834, pointer: "/ip"),
                    .init(line: 1017, column: 8, offset: 159_669, pointer: "/ip"),
                ], locationsOmitted: 47),
            .init(
                id: "/user_id required", name: "/user_id is there", kind: .message, field: "/user_id",
                keyword: "required", dimension: .completeness, status: .passed, failureCount: 0),
            .init(
                id: "rowCount", name: "number of messages", kind: .run, keyword: "rowCount", dimension: .coverage,
                status: .passed, measured: 1000, unit: "rows", thresholds: [.init(.mustBeGreaterThan, 0)]),
            .init(
                id: "invalidRows", name: "share of invalid messages", kind: .run, keyword: "invalidRows",
                severity: .error, status: .warned, measured: 5, unit: "percent",
                thresholds: [.init(.mustBeLessThan, 10), .init(.mustBeLessThan, 1, severity: .warn)],
                failureCount: 50),
            .init(
                id: "reconciled", name: "every message is accounted for", kind: .delivery, status: .passed,
                failureCount: 0),
            .init(id: "acknowledged", name: "the queue is empty", kind: .delivery, status: .notJudged),
        ]
    }

    /// A check without a database that passed.
    static func check() -> AuditReport {
        AuditReport(
            tool: .init(version: "0.2.0"),
            run: .init(
                id: "019aaf00-0000-7000-8000-000000000002", command: "check", contract: "user_logins",
                source: "-", startedAt: start, endedAt: start, status: .passed),
            counts: .init(read: 3, valid: 3, invalid: 0, errorCount: 0),
            checks: [Samples.checks()[1]], timing: .init(elapsedSeconds: 0.04))
    }

    /// A run that read nothing and could not go on.
    static func incomplete() -> AuditReport {
        var report = check()
        report.run.status = .incomplete
        report.counts = .init(read: 0, valid: 0, invalid: 0, errorCount: 0)
        report.checks = []
        report.problems = [
            .init(
                code: "source.unreadable", message: "logins.ndjson could not be read: it is a directory.",
                remedy: "Name a file.")
        ]
        return report
    }
}
