import Validator

extension AuditReport {
    /// The program that made the report.
    public struct Tool: Hashable, Sendable {
        /// The name: `audit`.
        public var name: String
        /// The release.
        public var version: String

        /// A tool of these parts.
        public init(name: String = "audit", version: String) {
            self.name = name
            self.version = version
        }
    }
}

extension AuditReport.Tool {
    var json: JSONValue {
        [
            "name": .string(name),
            "version": .string(version),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: pointer, names: ["name", "version"])
        name = try reader.string("name")
        version = try reader.string("version")
    }
}
