import CPostgreSQL

extension PostgresError {
    /// The error that libpq holds in `result`.
    ///
    /// - Parameters:
    ///   - relation: the table that a COPY writes to; its line number is looked for behind this name.
    ///   - keepsText: whether the statement touched no rows, so that the primary message is safe to show.
    init(result: OpaquePointer?, connection: OpaquePointer, database: String, relation: String?, keepsText: Bool) {
        func field(_ code: UInt8) -> String? {
            PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
        }
        self.init(
            sqlstate: field(UInt8(ascii: "C")) ?? "", connectionLost: PQstatus(connection) == CONNECTION_BAD,
            database: database)
        schema = field(UInt8(ascii: "s"))
        table = field(UInt8(ascii: "t"))
        column = field(UInt8(ascii: "c"))
        constraint = field(UInt8(ascii: "n"))
        dataType = field(UInt8(ascii: "d"))
        text = keepsText ? field(UInt8(ascii: "M")) : nil
        if let relation, let context = field(UInt8(ascii: "W")) {
            copyLine = Self.copyLine(in: context, relation: relation)
        }
    }

    /// The row number in COPY's context, whatever the server's language: `COPY orders, line 7, column total`.
    ///
    /// Only the outermost line of the context is COPY's own; those above it come from triggers.
    static func copyLine(in context: String, relation: String) -> Int? {
        guard let line = context.split(separator: "\n").last, line.contains("COPY"),
            let name = line.firstRange(of: relation)
        else { return nil }
        let digits = line[name.upperBound...].drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
        return Int(digits)
    }
}
