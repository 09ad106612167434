import Reporting
import Validator

/// A check about a whole run: a measured number and the thresholds that it must keep.
public struct RunCheck: Hashable, Sendable {
    /// What is measured; the names are those of the Open Data Contract Standard 3.1, and `invalidRows`.
    public enum Metric: String, Hashable, Sendable, CaseIterable {
        /// The messages that were read.
        case rowCount
        /// The messages that were refused.
        case invalidRows
        /// The messages in which the field is there and null.
        case nullValues
        /// The messages in which the field is not there.
        case missingValues
        /// The messages in which the field's value was refused.
        case invalidValues

        /// Whether the metric is about one field.
        public var needsField: Bool { self != .rowCount && self != .invalidRows }
    }

    /// What the number counts.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Messages.
        case rows
        /// Hundredths of all messages that were read.
        case percent
    }

    /// The stable id: the contract's, or made from metric, field and place in the list.
    public var id: String
    /// What the check is called in reports.
    public var name: String
    /// What is measured.
    public var metric: Metric
    /// The field that is measured; nil where the metric is about messages.
    public var field: JSONPointer?
    /// What the number counts.
    public var unit: Unit
    /// What breaking ``thresholds`` means.
    public var severity: AuditReport.Severity
    /// The dimension of data quality.
    public var dimension: AuditReport.Dimension?
    /// All of these must hold.
    public var thresholds: [Threshold]
    /// Where one of these does not hold, the check warns.
    public var warnThresholds: [Threshold]

    /// A check of these parts.
    public init(
        id: String, name: String, metric: Metric, field: JSONPointer? = nil, unit: Unit = .rows,
        severity: AuditReport.Severity = .error, dimension: AuditReport.Dimension? = nil, thresholds: [Threshold],
        warnThresholds: [Threshold] = []
    ) {
        self.id = id
        self.name = name
        self.metric = metric
        self.field = field
        self.unit = unit
        self.severity = severity
        self.dimension = dimension
        self.thresholds = thresholds
        self.warnThresholds = warnThresholds
    }
}
