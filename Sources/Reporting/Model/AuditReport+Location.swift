import Validator

extension AuditReport {
    /// A place where a check failed. Holds no value of the message.
    public struct Location: Hashable, Sendable {
        /// The input's name; nil where the run has one only.
        public var input: String?
        /// The line in the input, from 1.
        public var line: Int?
        /// The column in characters, from 1.
        public var column: Int?
        /// The byte offset in the input, from 0.
        public var offset: Int?
        /// The message's id.
        public var messageID: String?
        /// The JSON Pointer into the message.
        public var pointer: String?

        /// A location of these parts.
        public init(
            input: String? = nil, line: Int? = nil, column: Int? = nil, offset: Int? = nil,
            messageID: String? = nil, pointer: String? = nil
        ) {
            self.input = input
            self.line = line
            self.column = column
            self.offset = offset
            self.messageID = messageID
            self.pointer = pointer
        }
    }
}

extension AuditReport.Location {
    var json: JSONValue {
        [
            "input": .nullable(input),
            "line": .nullable(line),
            "column": .nullable(column),
            "offset": .nullable(offset),
            "message_id": .nullable(messageID),
            "pointer": .nullable(pointer),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(
            value, at: pointer,
            names: ["input", "line", "column", "offset", "message_id", "pointer"])
        input = try reader.stringOrNull("input")
        line = try reader.intOrNull("line")
        column = try reader.intOrNull("column")
        offset = try reader.intOrNull("offset")
        messageID = try reader.stringOrNull("message_id")
        self.pointer = try reader.stringOrNull("pointer")
    }
}
