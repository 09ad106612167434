import CPostgreSQL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One attempt to connect, with errors that name the SQLSTATE and never the password.
final class ConnectionAttempt {
    private let address: ConnectionString
    /// The database as libpq resolved it from the address and the environment, without the password.
    private(set) var displayName: String

    init(_ address: ConnectionString) {
        self.address = address
        displayName = ConnectionString.displayName(of: address.options)
    }

    /// The open connection, owned by the caller.
    func open() throws(LoaderError) -> OpaquePointer {
        let options = address.options.sorted { $0.key < $1.key }
        let handle = Self.withCStrings(options.map(\.key)) { keys in
            Self.withCStrings(options.map(\.value)) { values in
                address.namesSeveralHosts ? PQconnectdbParams(keys, values, 0) : PQconnectStartParams(keys, values, 0)
            }
        }
        guard let handle else {
            throw LoaderError("database.unreachable", .incomplete, "libpq could not allocate a connection.")
        }
        // libpq then names the SQLSTATE of a refused start, not the server's words in whatever language.
        PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
        let finished = address.namesSeveralHosts || poll(handle)
        resolve(handle)
        guard finished, PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw error(of: handle, timedOut: !finished)
        }
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        return handle
    }

    /// Drives the connection to its end; false when `connect_timeout` is over.
    private func poll(_ handle: OpaquePointer) -> Bool {
        let seconds = timeout(handle)
        let deadline = seconds > 0 ? time(nil) + min(max(2, seconds), Self.longestTimeout) : Int.max
        var state = PGRES_POLLING_WRITING
        while PQstatus(handle) != CONNECTION_BAD {
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            let ready = Self.wait(&descriptor)
            if time(nil) > deadline { return false }
            if ready == 0 { continue }
            state = PQconnectPoll(handle)
            if state == PGRES_POLLING_OK || state == PGRES_POLLING_FAILED { return true }
        }
        return true
    }

    /// A day, in seconds.
    private static let longestTimeout = 86_400

    /// Waits a second at most, so that the deadline is looked at.
    private static func wait(_ descriptor: inout pollfd) -> Int32 {
        #if canImport(Glibc)
            Glibc.poll(&descriptor, 1, 1000)
        #else
            Darwin.poll(&descriptor, 1, 1000)
        #endif
    }

    private func timeout(_ handle: OpaquePointer) -> Int {
        guard let options = PQconninfo(handle) else { return 10 }
        defer { PQconninfoFree(options) }
        return ConnectionString.values(of: options)["connect_timeout"].flatMap { Int($0) } ?? 10
    }

    /// Takes the names that the environment filled in.
    private func resolve(_ handle: OpaquePointer) {
        guard let options = PQconninfo(handle) else { return }
        defer { PQconninfoFree(options) }
        var values = ConnectionString.values(of: options)
        values["password"] = nil
        displayName = ConnectionString.displayName(of: values)
    }

    private func error(of handle: OpaquePointer, timedOut: Bool) -> LoaderError {
        let text = timedOut ? "no answer within the connect_timeout" : message(of: handle)
        if let state = Self.sqlstate(in: text) {
            let place = "The database \(displayName)"
            if let known = PostgresError.known(sqlstate: state, place: place, reason: "SQLSTATE \(state)") {
                return known
            }
            return unreachable("SQLSTATE \(state)" + (SQLState.names[state].map { " (\($0))" } ?? ""))
        }
        if text.contains("no password supplied") {
            return PostgresError.known(sqlstate: "28P01", place: "The database \(displayName)", reason: "")
                ?? unreachable(text)
        }
        return unreachable(text)
    }

    private func unreachable(_ reason: String) -> LoaderError {
        LoaderError(
            "database.unreachable", .incomplete, "The database \(displayName) cannot be reached: \(reason).",
            remedy: "See that the server is up and listens there (pg_isready), or correct --database.")
    }

    /// libpq's message on one line, with every secret it could hold taken out.
    private func message(of handle: OpaquePointer) -> String {
        var text = String(cString: PQerrorMessage(handle))
        let secrets = [PQpass(handle).map { String(cString: $0) }, address.options["password"]]
        for case let secret? in secrets where !secret.isEmpty {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The SQLSTATE at the end of `FATAL:  3D000`.
    static func sqlstate(in text: String) -> String? {
        guard let last = text.split(whereSeparator: \.isWhitespace).last, last.utf8.count == 5,
            last.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
        else { return nil }
        return String(last)
    }

    /// Calls `body` with a NULL-terminated array of C strings.
    private static func withCStrings<Value>(
        _ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies.map { $0.map { UnsafePointer<CChar>($0) } } + [nil])
    }
}
