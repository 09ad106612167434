/// A table's name and, if given, its schema's.
public struct TableName: Hashable, Sendable, CustomStringConvertible {
    /// The schema; nil: the first of the connection's search path.
    public var schema: String?
    /// The table.
    public var table: String

    /// The name of a table.
    public init(schema: String? = nil, table: String) {
        self.schema = schema
        self.table = table
    }

    /// `schema.table` as the contract writes it.
    public var description: String { schema.map { "\($0).\(table)" } ?? table }
}
