import CPostgreSQL
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One session of a PostgreSQL server, through libpq.
///
/// Used by one thread at a time; every call blocks until the server has answered. Statements run one after the
/// other, outside of a transaction unless ``transaction(_:)`` opened one.
public final class PostgresConnection: @unchecked Sendable {
    /// libpq's connection; nil after ``close()``.
    private(set) var handle: OpaquePointer?
    private let link = Mutex(Link())
    private let address: ConnectionString
    /// The database without its password: `postgresql://user@host:port/db`.
    public private(set) var displayName: String

    /// Connects.
    ///
    /// - Parameter string: a libpq URI or key/value string; what it leaves open comes from the `PG…` environment.
    /// - Throws: ``LoaderError``: `database.address`, `database.unknown`, `database.password`, `database.role`,
    ///   `database.unreachable`, each with its remedy and without the password.
    public init(_ string: String) throws {
        var address = try ConnectionString(string)
        address.setDefault("connect_timeout", "10", environment: "PGCONNECT_TIMEOUT")
        address.setDefault("application_name", "audit", environment: "PGAPPNAME")
        address.setDefault("keepalives_idle", "30")
        address.setDefault("keepalives_interval", "10")
        address.setDefault("keepalives_count", "3")
        address.setDefault("tcp_user_timeout", "60000")
        address.set("client_encoding", "UTF8")
        self.address = address
        displayName = ConnectionString.displayName(of: address.options)
        try connect()
    }

    deinit { close() }

    /// The socket of the session, for ``abandon()``.
    private struct Link {
        var socket: Int32 = -1
        var isAbandoned = false
    }

    /// Breaks the session whatever its thread waits for, from any thread; it cannot be opened again.
    func abandon() {
        link.withLock { link in
            link.isAbandoned = true
            if link.socket >= 0 { shutdown(link.socket, Int32(SHUT_RDWR)) }
        }
    }

    /// Whether ``abandon()`` was called.
    var isAbandoned: Bool { link.withLock { $0.isAbandoned } }

    /// Ends the session; a transaction in progress is rolled back.
    public func close() {
        link.withLock { $0.socket = -1 }
        if let handle { PQfinish(handle) }
        handle = nil
    }

    /// Ends the session and begins a new one with the same address.
    public func reconnect() throws {
        close()
        try connect()
    }

    /// Whether the session is usable, as far as the last call could tell.
    public var isConnected: Bool { handle.map { PQstatus($0) == CONNECTION_OK } ?? false }

    /// The server's version as libpq writes it: 150004 for 15.4.
    public var serverVersion: Int { handle.map { Int(PQserverVersion($0)) } ?? 0 }

    /// Runs one statement with parameters `$1`, `$2`, … in text form.
    ///
    /// - Throws: ``PostgresError`` without the server's message, which may hold values.
    @discardableResult
    public func execute(_ sql: String, parameters: [PostgresValue?] = []) throws(PostgresError) -> PostgresResult {
        let handle = try usableHandle()
        let texts = parameters.map { $0.map { strdup($0.text) } ?? nil }
        defer { texts.forEach { free($0) } }
        let values = texts.map { $0.map { UnsafePointer<CChar>($0) } }
        return try checked(PQexecParams(handle, sql, Int32(values.count), nil, values, nil, nil, 0))
    }

    /// Runs one or more statements without parameters that touch no rows of a message, such as DDL.
    ///
    /// - Throws: ``PostgresError`` with the server's message.
    @discardableResult
    public func administer(_ sql: String) throws(PostgresError) -> PostgresResult {
        try checked(PQexec(try usableHandle(), sql), keepsText: true)
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Parameter modes: what stands behind `BEGIN`, such as its isolation level.
    public func transaction<Value>(_ modes: String = "", _ body: () throws -> Value) throws -> Value {
        try administer("BEGIN \(modes)")
        do {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Rolls the transaction back, if there is one and the connection lives.
    func rollBack() {
        if let handle, PQtransactionStatus(handle) != PQTRANS_IDLE, isConnected { _ = try? administer("ROLLBACK") }
    }

    func usableHandle() throws(PostgresError) -> OpaquePointer {
        guard let handle else { throw PostgresError(sqlstate: "", connectionLost: true, database: displayName) }
        return handle
    }

    /// The result, owned, if the statement succeeded.
    func checked(
        _ result: OpaquePointer?, relation: String? = nil, keepsText: Bool = false
    ) throws(PostgresError) -> PostgresResult {
        let handle = try usableHandle()
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN:
            guard let result else { throw PostgresError(sqlstate: "", connectionLost: true, database: displayName) }
            return PostgresResult(taking: result)
        default:
            defer { PQclear(result) }
            throw PostgresError(
                result: result, connection: handle, database: displayName, relation: relation, keepsText: keepsText)
        }
    }
}

extension PostgresConnection {
    /// Opens the session and sets what the loader relies on: the server too must notice soon when the network has gone,
    /// because its half of a broken session keeps its locks.
    private func connect() throws(LoaderError) {
        let attempt = ConnectionAttempt(address)
        let handle = try attempt.open()
        self.handle = handle
        link.withLock { $0.socket = PQsocket(handle) }
        displayName = attempt.displayName
        // Messages of the server may hold values: none is printed.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        do {
            try administer(
                """
                SET datestyle = 'ISO, MDY'; SET timezone = 'UTC'; SET standard_conforming_strings = on;
                SET client_min_messages = error
                """)
            // Older servers do not know all of them, and are told apart by whoever uses the connection.
            guard serverVersion >= 120_000 else { return }
            try administer(
                """
                SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
                SET tcp_user_timeout = 60000
                """)
        } catch {
            close()
            throw error.loaderError
        }
    }
}
