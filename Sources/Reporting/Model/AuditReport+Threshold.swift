import Validator

extension AuditReport {
    /// A limit of a check: `{"comparison": "mustBeLessThan", "values": [5], "severity": "error"}`.
    public struct Threshold: Hashable, Sendable {
        /// How the measured value is compared.
        public var comparison: Comparison
        /// The limit in the check's unit; two for a range.
        public var values: [Double]
        /// What it means to miss it.
        public var severity: Severity

        /// A threshold of these parts.
        public init(_ comparison: Comparison, _ values: Double..., severity: Severity = .error) {
            self.init(comparison, values: values, severity: severity)
        }

        /// A threshold of these parts.
        public init(_ comparison: Comparison, values: [Double], severity: Severity = .error) {
            self.comparison = comparison
            self.values = values
            self.severity = severity
        }
    }
}

extension AuditReport.Threshold {
    var json: JSONValue {
        [
            "comparison": .string(comparison.rawValue),
            "values": .array(values.map { .decimal($0) }),
            "severity": .string(severity.rawValue),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: pointer, names: ["comparison", "values", "severity"])
        comparison = try reader.word("comparison", AuditReport.Comparison.self)
        severity = try reader.word("severity", AuditReport.Severity.self)
        values = try reader.list("values") { item, pointer throws(ReportFormatError) in
            guard case .number(let number) = item, number.double.isFinite else {
                throw ReportFormatError(at: pointer, expected: "a number", found: "a value of another kind")
            }
            return number.double
        }
        guard values.count == (comparison.isRange ? 2 : 1) else {
            throw ReportFormatError(
                at: pointer.appending("values"), expected: comparison.isRange ? "two numbers" : "one number",
                found: "\(values.count) numbers")
        }
    }
}
