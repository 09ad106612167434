import Validator

extension AuditReport {
    /// One input and what identifies it.
    public struct Input: Hashable, Sendable {
        /// The file's name or the queue's address.
        public var name: String
        /// The bytes read, before decompression.
        public var bytes: Int
        /// Their SHA-256 in hexadecimal digits; nil where an input has no end or was not read whole.
        public var sha256: String?

        /// An input of these parts.
        public init(name: String, bytes: Int, sha256: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.sha256 = sha256
        }
    }
}

extension AuditReport.Input {
    var json: JSONValue {
        [
            "name": .string(name),
            "bytes": .int(bytes),
            "sha256": .nullable(sha256),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: pointer, names: ["name", "bytes", "sha256"])
        name = try reader.string("name")
        bytes = try reader.int("bytes")
        sha256 = try reader.stringOrNull("sha256")
    }
}
