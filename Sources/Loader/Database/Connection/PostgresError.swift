/// What PostgreSQL answered instead of a result.
///
/// Holds the SQLSTATE and names from the catalog. The primary message, DETAIL and CONTEXT hold values of rows and
/// are dropped; of CONTEXT only COPY's line number is kept.
public struct PostgresError: Error, Hashable, Sendable {
    /// The five characters of the SQLSTATE; empty where the connection broke before the server could say one.
    public var sqlstate: String
    /// The schema that the error is about, where the server names it.
    public var schema: String?
    /// The table that the error is about, where the server names it.
    public var table: String?
    /// The column that the error is about, where the server names it.
    public var column: String?
    /// The constraint or unique index that the error is about, where the server names it.
    public var constraint: String?
    /// The data type that the error is about, where the server names it.
    public var dataType: String?
    /// The row of a COPY, from 1, that the error is about.
    public var copyLine: Int?
    /// Whether the connection is gone.
    public var connectionLost: Bool
    /// The primary message of a statement that touched no rows; nil for all others.
    public var text: String?
    /// The database, without its password.
    public var database: String

    /// An error of these parts.
    public init(sqlstate: String, connectionLost: Bool = false, database: String = "") {
        self.sqlstate = sqlstate
        self.connectionLost = connectionLost
        self.database = database
    }

    /// Whether one row is to blame, and the others can be loaded without it.
    public var concernsRow: Bool { blame == .row }

    /// Whether the same statement may succeed later.
    public var isTransient: Bool { blame == .server || blame == .unclear }

    /// The error as the reason why a row is refused.
    public var refusal: PostgresRefusal {
        PostgresRefusal(sqlstate: sqlstate, constraint: constraint, column: column, table: table)
    }
}
