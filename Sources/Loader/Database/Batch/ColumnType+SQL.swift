extension ColumnType {
    /// The type's name as `CREATE TABLE` takes it and `format_type` gives it back: PostgreSQL's long words for some.
    public var sql: String {
        switch self {
        case .varchar(let length): "character varying(\(length))"
        case .timestamp: "timestamp without time zone"
        case .timestamptz: "timestamp with time zone"
        default: contractText
        }
    }
}
