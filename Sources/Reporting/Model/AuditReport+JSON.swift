public import Validator

extension AuditReport {
    /// The report as the JSON object that `schemas/audit-report.schema.json` describes.
    public var json: JSONValue {
        var object = unsealed
        object["digest"] = .nullable(digest)
        return .object(object)
    }

    /// The text of `audit.json`: indented, with a newline at its end.
    public var jsonText: String { json.serialized(pretty: true) + "\n" }

    /// What the digest is made of: the report without the member `digest`, in the canonical form of RFC 8785.
    public var canonicalBytes: [UInt8] { CanonicalJSON.bytes(of: .object(unsealed)) }

    private var unsealed: JSONObject {
        [
            "report_version": .string(Self.version),
            "tool": tool.json,
            "run": run.json,
            "counts": counts.json,
            "reconciled": .nullable(reconciled),
            "checks": .array(checks.map(\.json)),
            "fields": .array(fields.map(\.json)),
            "timing": timing.json,
            "input": .array(input.map(\.json)),
            "problems": .array(problems.map(\.json)),
            "errors_truncated": .int(errorsTruncated),
            "previous_digest": .nullable(previousDigest),
        ]
    }

    private static let names = [
        "report_version", "tool", "run", "counts", "reconciled", "checks", "fields", "timing", "input", "problems",
        "errors_truncated", "previous_digest", "digest",
    ]

    /// Reads a report back, strictly: each name must be there with its type, and no other name.
    public init(json value: JSONValue) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: JSONPointer(), names: Self.names)
        guard try reader.string("report_version") == Self.version else {
            throw ReportFormatError(
                at: "/report_version", expected: "version \(Self.version)", found: "another version")
        }
        tool = try reader.member("tool", Tool.init(_:at:))
        run = try reader.member("run", Run.init(_:at:))
        counts = try reader.member("counts", Counts.init(_:at:))
        reconciled = try reader.boolOrNull("reconciled")
        checks = try reader.list("checks", Check.init(_:at:))
        fields = try reader.list("fields", FieldProfile.init(_:at:))
        timing = try reader.member("timing", Timing.init(_:at:))
        input = try reader.list("input", Input.init(_:at:))
        problems = try reader.list("problems", Problem.init(_:at:))
        errorsTruncated = try reader.int("errors_truncated")
        previousDigest = try reader.stringOrNull("previous_digest")
        digest = try reader.stringOrNull("digest")
    }
}
