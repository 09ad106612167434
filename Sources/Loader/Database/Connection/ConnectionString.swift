import CPostgreSQL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A libpq connection string, taken apart: a URI (`postgresql://…`) or key/value pairs (`host=… dbname=…`).
struct ConnectionString {
    /// The options that the string sets.
    private(set) var options: [String: String]

    /// Takes the string apart.
    ///
    /// - Throws: ``LoaderError`` `database.address`, which never repeats the string: it may hold a password.
    init(_ string: String) throws(LoaderError) {
        var message: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(message) }
        guard !string.utf8.contains(0), let parsed = PQconninfoParse(string, &message) else {
            throw LoaderError(
                "database.address", .configuration, "The database's address cannot be read.",
                remedy: "Write postgresql://USER@HOST:PORT/NAME, or host=HOST dbname=NAME; escape @ : / in passwords.")
        }
        defer { PQconninfoFree(parsed) }
        options = Self.values(of: parsed)
        // `user:p@ss@host` makes libpq take a part of the password for the host.
        if let host = options["host"], host.contains("@") {
            throw LoaderError(
                "database.address", .configuration, "The database's address has more than one @ before its host.",
                remedy: "Write an @ in the user's name or the password as %40.")
        }
    }

    /// The options that are set, by keyword.
    static func values(of first: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = first
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return values
    }

    /// Whether the string names several servers, which libpq tries in turn.
    var namesSeveralHosts: Bool { (options["host"] ?? options["hostaddr"] ?? "").contains(",") }

    /// Sets an option unless the string, or the environment variable of that name, does.
    mutating func setDefault(_ keyword: String, _ value: String, environment: String? = nil) {
        if let environment, getenv(environment) != nil { return }
        if options[keyword] == nil { options[keyword] = value }
    }

    /// Sets an option whatever the string says.
    mutating func set(_ keyword: String, _ value: String) { options[keyword] = value }

    /// The address without a password: `postgresql://user@host:port/db`, for a socket
    /// `postgresql://user@/db?host=/directory`.
    static func displayName(of options: [String: String]) -> String {
        let user = options["user"].map { "\($0)@" } ?? ""
        let database = options["dbname"] ?? options["user"] ?? ""
        let host = options["host"] ?? options["hostaddr"] ?? ""
        if host.hasPrefix("/") || host.isEmpty {
            return "postgresql://\(user)/\(database)" + (host.isEmpty ? "" : "?host=\(host)")
        }
        return "postgresql://\(user)\(host):\(options["port"] ?? "5432")/\(database)"
    }
}
