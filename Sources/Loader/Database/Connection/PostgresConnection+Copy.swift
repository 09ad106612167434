import CPostgreSQL

extension PostgresConnection {
    /// Runs `COPY … FROM STDIN (FORMAT binary)` with what `body` writes.
    ///
    /// - Parameters:
    ///   - sql: the statement.
    ///   - relation: the table's bare name, behind which the server says the number of a refused row.
    /// - Returns: the number of rows that the server says it wrote.
    /// - Throws: ``PostgresError``; what `body` throws, after the COPY has been given up.
    @discardableResult
    public func copyIn(
        _ sql: String, relation: String? = nil, _ body: (CopyWriter) throws -> Void
    ) throws -> Int {
        let handle = try usableHandle()
        _ = try checked(PQexec(handle, sql), keepsText: true)
        let writer = CopyWriter(connection: self, handle: handle)
        do {
            try body(writer)
            try writer.finish()
        } catch {
            PQputCopyEnd(handle, "given up")
            drain(handle)
            throw error
        }
        // Where the connection broke, the result says so.
        PQputCopyEnd(handle, nil)
        let result = PQgetResult(handle)
        defer { drain(handle) }
        return try checked(result, relation: relation).affected
    }

    /// Takes the results that are left, so that the next statement can run.
    private func drain(_ handle: OpaquePointer) {
        while let result = PQgetResult(handle) {
            // A COPY that is still open would hand out the same result for ever.
            let isOpen = PQresultStatus(result) == PGRES_COPY_IN
            PQclear(result)
            if isOpen { return }
        }
    }
}
