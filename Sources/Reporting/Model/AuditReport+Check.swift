import Validator

extension AuditReport {
    /// One check, its outcome and the first places where it failed.
    public struct Check: Hashable, Sendable {
        /// A stable name that no other check of the contract has.
        public var id: String
        /// What is checked, in words.
        public var name: String
        /// What the check is about.
        public var kind: CheckKind
        /// The JSON Pointer of the field; nil for a check of no single field.
        public var field: String?
        /// The JSON Schema keyword or the metric: `format`, `rowCount`.
        public var keyword: String?
        /// The dimension of data quality.
        public var dimension: Dimension?
        /// What a failure means for the run.
        public var severity: Severity
        /// The outcome.
        public var status: CheckStatus
        /// The measured value; nil where nothing could be measured.
        public var measured: Double?
        /// The unit of the measured value and of the thresholds: `rows` or `percent`.
        public var unit: String?
        /// The limits, none for a check that no message may fail.
        public var thresholds: [Threshold]
        /// Messages or rows that failed the check; nil where it was not judged.
        public var failureCount: Int?
        /// The first places, in the order of the input.
        public var locations: [Location]
        /// Failures whose place is not listed.
        public var locationsOmitted: Int

        /// A check of these parts.
        public init(
            id: String, name: String, kind: CheckKind, field: String? = nil, keyword: String? = nil,
            dimension: Dimension? = nil, severity: Severity = .error, status: CheckStatus,
            measured: Double? = nil, unit: String? = nil, thresholds: [Threshold] = [],
            failureCount: Int? = nil, locations: [Location] = [], locationsOmitted: Int = 0
        ) {
            self.id = id
            self.name = name
            self.kind = kind
            self.field = field
            self.keyword = keyword
            self.dimension = dimension
            self.severity = severity
            self.status = status
            self.measured = measured
            self.unit = unit
            self.thresholds = thresholds
            self.failureCount = failureCount
            self.locations = locations
            self.locationsOmitted = locationsOmitted
        }
    }
}

extension AuditReport.Check {
    var json: JSONValue {
        [
            "id": .string(id),
            "name": .string(name),
            "kind": .string(kind.rawValue),
            "field": .nullable(field),
            "keyword": .nullable(keyword),
            "dimension": .nullable(dimension?.rawValue),
            "severity": .string(severity.rawValue),
            "status": .string(status.rawValue),
            "measured": .nullable(measured),
            "unit": .nullable(unit),
            "thresholds": .array(thresholds.map(\.json)),
            "failure_count": .nullable(failureCount),
            "locations": .array(locations.map(\.json)),
            "locations_omitted": .int(locationsOmitted),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(
            value, at: pointer,
            names: [
                "id", "name", "kind", "field", "keyword", "dimension", "severity", "status", "measured", "unit",
                "thresholds", "failure_count", "locations", "locations_omitted",
            ])
        id = try reader.string("id")
        name = try reader.string("name")
        kind = try reader.word("kind", AuditReport.CheckKind.self)
        field = try reader.stringOrNull("field")
        keyword = try reader.stringOrNull("keyword")
        dimension = try reader.wordOrNull("dimension", AuditReport.Dimension.self)
        severity = try reader.word("severity", AuditReport.Severity.self)
        status = try reader.word("status", AuditReport.CheckStatus.self)
        measured = try reader.doubleOrNull("measured")
        unit = try reader.stringOrNull("unit")
        thresholds = try reader.list("thresholds", AuditReport.Threshold.init(_:at:))
        failureCount = try reader.intOrNull("failure_count")
        locations = try reader.list("locations", AuditReport.Location.init(_:at:))
        locationsOmitted = try reader.int("locations_omitted")
    }
}
