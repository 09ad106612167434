import CPostgreSQL

/// Sends the tuples of one `COPY … FROM STDIN (FORMAT binary)`; header and trailer are its own.
public final class CopyWriter {
    /// Bytes gathered before libpq sees them: a message of the protocol for each row would cost more than the row.
    private static let chunk = 64 * 1024
    /// The file header: signature, flags, length of its extension (PostgreSQL documentation, COPY, Binary Format).
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)

    private let connection: PostgresConnection
    private let handle: OpaquePointer
    private var pending: [UInt8] = []

    init(connection: PostgresConnection, handle: OpaquePointer) {
        self.connection = connection
        self.handle = handle
        pending.reserveCapacity(Self.chunk + 4096)
        pending.append(contentsOf: Self.header)
    }

    /// Sends bytes of tuples; where one ends does not matter.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        var rest = bytes
        while !rest.isEmpty {
            let taken = min(Self.chunk - min(pending.count, Self.chunk), rest.count)
            pending.append(contentsOf: rest.prefix(taken))
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(taken))
            if pending.count >= Self.chunk { try flush() }
        }
    }

    /// Sends bytes of tuples.
    public func write(_ bytes: [UInt8]) throws(PostgresError) {
        var failure: PostgresError?
        bytes.withUnsafeBytes { buffer in
            do throws(PostgresError) { try write(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Sends the trailer and everything that waits.
    func finish() throws(PostgresError) {
        pending.append(contentsOf: [0xFF, 0xFF])
        try flush()
    }

    private func flush() throws(PostgresError) {
        let status = pending.withUnsafeBytes { buffer in
            PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        pending.removeAll(keepingCapacity: true)
        guard status == 1 else {
            throw PostgresError(sqlstate: "", connectionLost: true, database: connection.displayName)
        }
    }
}
