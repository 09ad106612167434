import Reporting
import Validator

/// What a service did in all its windows.
public struct FollowSummary: Sendable {
    /// The sums over all windows' reports; what was given back without having been in a window is read and released.
    public private(set) var counts = RunCounts()
    /// The windows by how they ended.
    public private(set) var runs: [AuditReport.RunStatus: Int] = [:]
    /// The reports that could not be written to disk; the database has them.
    public private(set) var unwritten = 0
    /// How long the service ran.
    public var seconds = 0.0

    /// The number of windows.
    public var windows: Int { runs.values.reduce(0, +) }

    mutating func add(_ report: AuditReport, isWritten: Bool) {
        unwritten += isWritten ? 0 : 1
        runs[report.verdict, default: 0] += 1
        counts.read += report.counts.read ?? 0
        counts.loaded += report.counts.loaded ?? 0
        counts.replaced += report.counts.replaced ?? 0
        counts.quarantined += report.counts.quarantined ?? 0
        counts.released += report.counts.released ?? 0
        counts.acknowledged += report.counts.acknowledged ?? 0
    }

    mutating func addReleased(_ count: Int) {
        counts.read += count
        counts.released += count
    }

    /// The counted sentence at a service's end: `3,000 read in 3 windows: 2,950 loaded, 0 replaced, 50 quarantined,
    /// 0 released in 904.2 s. 2 passed, 1 warned`
    public var sentence: String {
        let ways = [
            ("loaded", counts.loaded), ("replaced", counts.replaced), ("quarantined", counts.quarantined),
            ("released", counts.released),
        ].map { "\(Numerals.grouped($0.1)) \($0.0)" }.joined(separator: ", ")
        let windows = Numerals.counted(windows, "window")
        let verdicts = AuditReport.RunStatus.allCases.compactMap { status in
            runs[status].map { "\(Numerals.grouped($0)) \(status.rawValue)" }
        }
        let lost = unwritten > 0 ? ["\(Numerals.counted(unwritten, "report")) not written"] : []
        let end = verdicts.isEmpty ? "no message came" : (verdicts + lost).joined(separator: ", ")
        return "\(Numerals.grouped(counts.read)) read in \(windows): \(ways) in \(Numerals.fixed(seconds, 1)) s. \(end)"
    }

    /// The same for machines.
    public var json: JSONValue {
        [
            "follow": [
                "windows": .int(windows),
                "runs": .object(
                    JSONObject(
                        AuditReport.RunStatus.allCases.map { ($0.rawValue, .int(runs[$0] ?? 0)) })),
                "reports_not_written": .int(unwritten),
                "counts": [
                    "read": .int(counts.read), "loaded": .int(counts.loaded), "replaced": .int(counts.replaced),
                    "quarantined": .int(counts.quarantined), "released": .int(counts.released),
                    "acknowledged": .int(counts.acknowledged),
                ],
                "elapsed_seconds": .double(seconds),
            ]
        ]
    }
}
