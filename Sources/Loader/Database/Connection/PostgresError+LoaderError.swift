extension PostgresError: CustomStringConvertible {
    /// The error as one sentence: SQLSTATE, its name, and what it is about.
    public var description: String { loaderError.description }

    /// The error as what stops a run, with its remedy.
    public var loaderError: LoaderError {
        if connectionLost { return unavailable("The connection to the \(name) broke.") }
        if blame == .server || sqlstate.hasPrefix("53") {
            return unavailable("\(place) could not go on: \(reason).")
        }
        return Self.known(sqlstate: sqlstate, place: place, reason: reason)
            ?? LoaderError(
                "database.refused", .incomplete, "\(place) refused a statement: \(reason).",
                remedy: "Look the SQLSTATE up in appendix A of the PostgreSQL documentation.")
    }

    /// The error of a refused or broken connection.
    static func known(sqlstate: String, place: String, reason: String) -> LoaderError? {
        switch sqlstate {
        case "3D000":
            LoaderError(
                "database.unknown", .configuration, "\(place) does not exist.",
                remedy: "Create it (createdb NAME) or correct the name in --database.")
        case "28P01":
            LoaderError(
                "database.password", .configuration, "\(place) refused the password.",
                remedy: "Set PGPASSWORD, use ~/.pgpass, or correct --database.")
        case "28000":
            LoaderError(
                "database.role", .configuration, "\(place) refused the role: it is missing or may not log in here.",
                remedy: "Create it (createuser NAME), correct the user in --database, or allow it in pg_hba.conf.")
        case "42501":
            LoaderError(
                "database.permission", .configuration, "\(place) denied a permission: \(reason).",
                remedy: "Grant what docs/database.md lists, or connect as the owner.")
        case "57014":
            LoaderError(
                "database.cancelled", .incomplete, "\(place) cancelled a statement: \(reason).",
                remedy: "Raise statement_timeout for the role (ALTER ROLE NAME SET statement_timeout = 0).")
        case "0A000":
            LoaderError(
                "database.unsupported", .configuration, "\(place) does not support what the load needs: \(reason).",
                remedy: "Row-level security on the table is a usual cause: load as its owner or with BYPASSRLS.")
        default: nil
        }
    }

    private var place: String { "The \(name)" }
    private var name: String { database.isEmpty ? "database" : "database \(database)" }

    private var reason: String {
        var parts = ["SQLSTATE \(sqlstate)"]
        if let name = SQLState.names[sqlstate] { parts[0] += " (\(name))" }
        if let table { parts.append("table \(schema.map { "\($0)." } ?? "")\(table)") }
        if let column { parts.append("column \(column)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let dataType { parts.append("type \(dataType)") }
        return parts.joined(separator: ", ") + (text.map { ": \($0)" } ?? "")
    }

    private func unavailable(_ message: String) -> LoaderError {
        LoaderError(
            "database.unavailable", .incomplete, message,
            remedy: "See that the server is up, then run the same command again: nothing is loaded twice.")
    }
}
