/// The type of a column, as the contract writes it.
public enum ColumnType: Hashable, Sendable {
    case text
    /// At most so many characters.
    case varchar(Int)
    case uuid, boolean, smallint, integer, bigint, real, double
    /// So many digits in all and behind the point; nil: any.
    case numeric(precision: Int?, scale: Int)
    case date, timestamp, timestamptz, inet, jsonb
}
