extension ColumnType {
    /// The type's name as `CREATE TABLE` takes it and `format_type` gives it back.
    public var sql: String {
        switch self {
        case .text: "text"
        case .varchar(let length): "character varying(\(length))"
        case .uuid: "uuid"
        case .boolean: "boolean"
        case .smallint: "smallint"
        case .integer: "integer"
        case .bigint: "bigint"
        case .real: "real"
        case .double: "double precision"
        case .numeric(nil, _): "numeric"
        case .numeric(let precision?, let scale): "numeric(\(precision),\(scale))"
        case .date: "date"
        case .timestamp: "timestamp without time zone"
        case .timestamptz: "timestamp with time zone"
        case .inet: "inet"
        case .jsonb: "jsonb"
        }
    }
}
