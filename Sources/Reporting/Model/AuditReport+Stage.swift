import Validator

extension AuditReport {
    /// One stage of a run and its time.
    public struct Stage: Hashable, Sendable {
        /// The stage: `read`, `validate`, `load`.
        public var name: String
        /// The messages or rows that went through it; nil where it has none.
        public var rows: Int?
        /// The time it took; of stages that overlap each has its own.
        public var seconds: Double

        /// A stage of these parts.
        public init(name: String, rows: Int? = nil, seconds: Double) {
            self.name = name
            self.rows = rows
            self.seconds = seconds
        }
    }
}

extension AuditReport.Stage {
    var json: JSONValue {
        [
            "name": .string(name),
            "rows": .nullable(rows),
            "seconds": .decimal(seconds),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: pointer, names: ["name", "rows", "seconds"])
        name = try reader.string("name")
        rows = try reader.intOrNull("rows")
        seconds = try reader.double("seconds")
    }
}
