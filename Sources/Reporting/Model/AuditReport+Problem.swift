import Validator

extension AuditReport {
    /// Something that kept a run from being complete.
    public struct Problem: Hashable, Sendable {
        /// A stable, dotted name: `source.unreadable`.
        public var code: String
        /// What happened and where, as one sentence.
        public var message: String
        /// What to do next, as one sentence; may be empty.
        public var remedy: String

        /// A problem of these parts.
        public init(code: String, message: String, remedy: String = "") {
            self.code = code
            self.message = message
            self.remedy = remedy
        }
    }
}

extension AuditReport.Problem {
    var json: JSONValue {
        [
            "code": .string(code),
            "message": .string(message),
            "remedy": .string(remedy),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: pointer, names: ["code", "message", "remedy"])
        code = try reader.string("code")
        message = try reader.string("message")
        remedy = try reader.string("remedy")
    }
}
