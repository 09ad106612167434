import Validator

extension AuditReport {
    /// One run: what was asked, of what, when, and how it ended.
    public struct Run: Hashable, Sendable {
        /// The run id, a UUID.
        public var id: String
        /// The command: `check` or `load`.
        public var command: String
        /// The contract's name.
        public var contract: String
        /// The contract's version; nil where it has none, as for a bare JSON Schema.
        public var contractVersion: String?
        /// The SHA-256 of the contract in hexadecimal digits.
        public var contractFingerprint: String?
        /// Where the messages came from: file names, or the queue's address.
        public var source: String
        /// The database that was loaded, never with its password; nil where there was none.
        public var database: String?
        /// When the run started.
        public var startedAt: Timestamp
        /// When the run ended.
        public var endedAt: Timestamp
        /// How it ended.
        public var status: RunStatus

        /// A run of these parts.
        public init(
            id: String, command: String, contract: String, contractVersion: String? = nil,
            contractFingerprint: String? = nil, source: String, database: String? = nil, startedAt: Timestamp,
            endedAt: Timestamp, status: RunStatus
        ) {
            self.id = id
            self.command = command
            self.contract = contract
            self.contractVersion = contractVersion
            self.contractFingerprint = contractFingerprint
            self.source = source
            self.database = database
            self.startedAt = startedAt
            self.endedAt = endedAt
            self.status = status
        }
    }
}

extension AuditReport.Run {
    var json: JSONValue {
        [
            "id": .string(id),
            "command": .string(command),
            "contract": .string(contract),
            "contract_version": .nullable(contractVersion),
            "contract_fingerprint": .nullable(contractFingerprint),
            "source": .string(source),
            "database": .nullable(database),
            "started_at": .string(startedAt.description),
            "ended_at": .string(endedAt.description),
            "status": .string(status.rawValue),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(
            value, at: pointer,
            names: [
                "id", "command", "contract", "contract_version", "contract_fingerprint", "source", "database",
                "started_at", "ended_at", "status",
            ])
        id = try reader.string("id")
        command = try reader.string("command")
        contract = try reader.string("contract")
        contractVersion = try reader.stringOrNull("contract_version")
        contractFingerprint = try reader.stringOrNull("contract_fingerprint")
        source = try reader.string("source")
        database = try reader.stringOrNull("database")
        startedAt = try reader.timestamp("started_at")
        endedAt = try reader.timestamp("ended_at")
        status = try reader.word("status", AuditReport.RunStatus.self)
    }
}
