import Validator

extension ColumnSource {
    /// The place in the message, where this is one.
    var pointer: JSONPointer? {
        guard case .message(let pointer) = self else { return nil }
        return pointer
    }

    /// Whether a column of that type can hold what comes from here; a place in the message is judged by its schema.
    func fits(_ type: ColumnType) -> Bool {
        switch (self, type) {
        case (.message, _), (.messageID, .uuid), (.runID, .uuid), (.messageID, .text), (.runID, .text): true
        case (.messageID, .varchar(let length)), (.runID, .varchar(let length)): length >= 36
        case (.sentAt, .timestamptz), (.sentAt, .timestamp): true
        case (.runStartedAt, .timestamptz), (.runStartedAt, .timestamp), (.runDate, .date): true
        case (.receiveCount, .smallint), (.receiveCount, .integer), (.receiveCount, .bigint): true
        default: false
        }
    }

    /// Which types fit, in words.
    var typeHint: String {
        switch self {
        case .message: ""
        case .messageID, .runID: "type: uuid, text or varchar(36)"
        case .sentAt, .runStartedAt: "type: timestamptz or timestamp"
        case .receiveCount: "type: smallint, integer or bigint"
        case .runDate: "type: date"
        }
    }
}

extension ColumnType {
    /// The kinds of JSON values that a column of this type can hold.
    var acceptedKinds: KindSet {
        switch self {
        case .text, .varchar: [.string, .number, .boolean]
        case .uuid, .date, .timestamp, .timestamptz, .inet: .string
        case .boolean: .boolean
        case .smallint, .integer, .bigint: .integer
        case .real, .double, .numeric: .number
        case .jsonb: .all
        }
    }
}

extension Mask {
    /// The characters of what the mask writes.
    var tokenLength: Int {
        switch method {
        case .hmac: HMACToken.length(bits: bits)
        case .sha256: 64
        case .redact: Masker.redacted.utf8.count
        case .null: 0
        }
    }
}
