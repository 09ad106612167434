/// Why the database refused one row: names from its catalog, no values.
public struct PostgresRefusal: Hashable, Sendable {
    /// The five characters of the error's SQLSTATE: `23514`.
    public var sqlstate: String
    /// The violated constraint or index, where the server names it.
    public var constraint: String?
    /// The column, where the server names it.
    public var column: String?
    /// The table, where the server names it.
    public var table: String?

    /// A refusal of these parts.
    public init(sqlstate: String, constraint: String? = nil, column: String? = nil, table: String? = nil) {
        self.sqlstate = sqlstate
        self.constraint = constraint
        self.column = column
        self.table = table
    }

    /// The condition's name in PostgreSQL's documentation (appendix A): `check_violation`.
    public var condition: String? { SQLState.names[sqlstate] }
}
