extension ColumnType {
    /// What the column takes, in words.
    var expectation: String {
        switch self {
        case .text: "a text"
        case .varchar(let length): "a text of at most \(length) characters"
        case .uuid: "a UUID as 8-4-4-4-12 hexadecimal digits"
        case .boolean: "a boolean"
        case .smallint: "an integer from -32768 to 32767"
        case .integer: "an integer from -2147483648 to 2147483647"
        case .bigint: "an integer of 64 bits"
        case .real: "a number that 32 bits can hold"
        case .double: "a number that 64 bits can hold"
        case .numeric(let precision?, let scale):
            "a number of at most \(precision - scale) digits before and \(scale) after the point"
        case .numeric: "a number of at most 131072 digits before and 16383 after the point"
        case .date: "a date as 2026-01-31"
        case .timestamp: "a time as 2026-01-31T09:30:00"
        case .timestamptz: "a time with an offset, as 2026-01-31T09:30:00Z"
        case .inet: "an IP address"
        case .jsonb: "a JSON value with numbers of at most 131072 digits before and 16383 after the point"
        }
    }
}
