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
        // `user:p@ss@host` makes libpq take a part of the password for the host, `user:p/ss@host` one for the port and one
        // for the database: none of them may be shown then.
        guard !Self.isTorn(string), options["host"]?.contains("@") != true, hasNumericPorts else {
            throw LoaderError(
                "database.address", .configuration, "The database's address does not read as it was meant.",
                remedy: "In the user's name and the password write @ as %40, / as %2F, and : as %3A.")
        }
    }

    /// Whether a URI has an @ behind the first / of its authority, where no user's name or password can stand.
    private static func isTorn(_ string: String) -> Bool {
        guard let scheme = ["postgresql://", "postgres://"].first(where: string.hasPrefix) else { return false }
        let place = string.dropFirst(scheme.count).drop { $0 != "/" }.prefix { $0 != "?" }
        return place.contains("@")
    }

    private var hasNumericPorts: Bool {
        (options["port"] ?? "").split(separator: ",").allSatisfy { UInt16($0) != nil }
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
