extension PostgresError {
    /// Who has to do something so that the load can go on.
    public enum Blame: Hashable, Sendable {
        /// One row: it is found and quarantined, the others are loaded.
        case row
        /// The server or one row, which the code alone does not tell: repeated, then narrowed down to the rows without
        /// which all others go in.
        case unclear
        /// The server, which is away or busy: repeated, never a row's.
        case server
        /// The program, its configuration or the database's owner: ends the run.
        case setup
    }

    /// Who is to blame, by the SQLSTATE (PostgreSQL documentation, appendix A); `docs/database.md` has the table.
    public var blame: Blame {
        if connectionLost { return .server }
        if let known = Self.exceptions[sqlstate] { return known }
        guard sqlstate.utf8.count == 5 else { return .setup }
        // A class that is not the server's comes from a trigger, a function or a domain of the table's owner.
        return Self.classes[String(sqlstate.prefix(2))] ?? .row
    }

    /// Codes that differ from their class.
    private static let exceptions: [String: Blame] = [
        // A stream of tuples that COPY cannot read is a mistake of the program, not of a row.
        "22P04": .setup,
        // A failover is under way.
        "25006": .server,
        // A full disk takes the small rows a while longer: that they go in proves nothing about the others.
        "53100": .server, "53300": .server,
        // Another session holds the row.
        "55P03": .server,
        // A statement that takes too long may do so for one row's sake.
        "57014": .unclear,
        "58000": .server, "58030": .server,
        // An assertion of the server's own that one row's values break; not a damaged table or index.
        "XX000": .unclear,
    ]

    /// The server's own classes; all others are a trigger's.
    private static let classes: [String: Blame] = {
        let kinds: [(Blame, [String])] = [
            (.row, ["09", "20", "21", "22", "23", "27", "2F", "38", "39", "44", "54", "P0"]),
            (.unclear, ["53"]),
            (.server, ["08", "40", "57"]),
            (
                .setup,
                [
                    "00", "01", "02", "03", "0A", "0B", "0F", "0L", "0P", "0Z", "24", "25", "26", "28", "2B", "2D",
                    "34", "3B", "3D", "3F", "42", "55", "58", "72", "F0", "HV", "XX",
                ]
            ),
        ]
        return Dictionary(uniqueKeysWithValues: kinds.flatMap { blame, names in names.map { ($0, blame) } })
    }()
}
