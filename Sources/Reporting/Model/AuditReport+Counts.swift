import Validator

extension AuditReport {
    /// How many messages went which way; nil where the command has no such thing.
    public struct Counts: Hashable, Sendable {
        /// Messages read.
        public var read: Int?
        /// Messages that passed every message check.
        public var valid: Int?
        /// Messages that failed at least one.
        public var invalid: Int?
        /// New rows in the table.
        public var loaded: Int?
        /// Messages whose key was in the table already.
        public var replaced: Int?
        /// Messages in quarantine.
        public var quarantined: Int?
        /// Messages given back to the queue untouched, at shutdown.
        public var released: Int?
        /// Messages deleted from the queue.
        public var acknowledged: Int?
        /// Errors found, of which one message can have many.
        public var errorCount: Int?

        /// A counts of these parts.
        public init(
            read: Int? = nil, valid: Int? = nil, invalid: Int? = nil, loaded: Int? = nil,
            replaced: Int? = nil, quarantined: Int? = nil, released: Int? = nil, acknowledged: Int? = nil,
            errorCount: Int? = nil
        ) {
            self.read = read
            self.valid = valid
            self.invalid = invalid
            self.loaded = loaded
            self.replaced = replaced
            self.quarantined = quarantined
            self.released = released
            self.acknowledged = acknowledged
            self.errorCount = errorCount
        }
    }
}

extension AuditReport.Counts {
    var json: JSONValue {
        [
            "read": .nullable(read),
            "valid": .nullable(valid),
            "invalid": .nullable(invalid),
            "loaded": .nullable(loaded),
            "replaced": .nullable(replaced),
            "quarantined": .nullable(quarantined),
            "released": .nullable(released),
            "acknowledged": .nullable(acknowledged),
            "error_count": .nullable(errorCount),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(
            value, at: pointer,
            names: [
                "read", "valid", "invalid", "loaded", "replaced", "quarantined", "released", "acknowledged",
                "error_count",
            ])
        read = try reader.intOrNull("read")
        valid = try reader.intOrNull("valid")
        invalid = try reader.intOrNull("invalid")
        loaded = try reader.intOrNull("loaded")
        replaced = try reader.intOrNull("replaced")
        quarantined = try reader.intOrNull("quarantined")
        released = try reader.intOrNull("released")
        acknowledged = try reader.intOrNull("acknowledged")
        errorCount = try reader.intOrNull("error_count")
    }
}
