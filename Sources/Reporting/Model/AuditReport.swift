/// What one run did and found: the model that every report is rendered from.
///
/// Holds no value of any message: which check, where, how often, what was expected. The published form is
/// `schemas/audit-report.schema.json`; scripts may rely on its names.
public struct AuditReport: Hashable, Sendable {
    /// The version of this format.
    public static let version = "1.0"

    /// The program that made the report.
    public var tool: Tool
    /// What was asked, of what, when, and how it ended.
    public var run: Run
    /// How many messages went which way.
    public var counts: Counts
    /// Whether the counts add up and agree with the database and the queue; nil where there is nothing to compare.
    public var reconciled: Bool?
    /// Every check, in the contract's order, with its outcome.
    public var checks: [Check]
    /// What each field held.
    public var fields: [FieldProfile]
    /// How long it took.
    public var timing: Timing
    /// What was read.
    public var input: [Input]
    /// What kept the run from being complete.
    public var problems: [Problem]
    /// Messages that may have more errors than are told: more than are kept for one, or checks that gave up.
    public var errorsTruncated: Int
    /// The digest of the contract's run before this one; nil for the first.
    public var previousDigest: String?
    /// The SHA-256 of ``canonicalBytes`` in hexadecimal digits; nil until the report is sealed.
    public var digest: String?

    /// A report of these parts, not yet sealed.
    public init(
        tool: Tool, run: Run, counts: Counts, reconciled: Bool? = nil, checks: [Check] = [],
        fields: [FieldProfile] = [], timing: Timing, input: [Input] = [], problems: [Problem] = [],
        errorsTruncated: Int = 0, previousDigest: String? = nil, digest: String? = nil
    ) {
        self.tool = tool
        self.run = run
        self.counts = counts
        self.reconciled = reconciled
        self.checks = checks
        self.fields = fields
        self.timing = timing
        self.input = input
        self.problems = problems
        self.errorsTruncated = errorsTruncated
        self.previousDigest = previousDigest
        self.digest = digest
    }
}
