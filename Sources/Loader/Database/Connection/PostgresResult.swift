import CPostgreSQL

/// The rows that a statement returned, in text form; owns libpq's memory.
public final class PostgresResult {
    private let result: OpaquePointer

    /// Takes the ownership of a result of libpq.
    init(taking result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    /// The number of rows returned.
    public var count: Int { Int(PQntuples(result)) }

    /// The number of rows that an INSERT, UPDATE, DELETE or COPY wrote; 0 for other statements.
    public var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// A value as text; nil for NULL and outside of the result.
    public func text(_ row: Int, _ column: Int) -> String? {
        guard row < count, column < Int(PQnfields(result)) else { return nil }
        guard PQgetisnull(result, Int32(row), Int32(column)) == 0 else { return nil }
        return PQgetvalue(result, Int32(row), Int32(column)).map { String(cString: $0) }
    }

    /// A value of an integer type; nil for NULL and whatever does not fit.
    public func int(_ row: Int, _ column: Int) -> Int? { text(row, column).flatMap { Int($0) } }

    /// A `boolean`; nil for NULL.
    public func bool(_ row: Int, _ column: Int) -> Bool? { text(row, column).map { $0 == "t" } }

    /// A `uuid`; nil for NULL.
    public func id(_ row: Int, _ column: Int) -> MessageID? { text(row, column).flatMap { MessageID($0) } }

    /// A `bytea` in its hexadecimal form; nil for NULL.
    public func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
        guard let digits = text(row, column)?.utf8, digits.starts(with: "\\x".utf8) else { return nil }
        let nibbles = digits.dropFirst(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
        return stride(from: 0, to: nibbles.count - 1, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
