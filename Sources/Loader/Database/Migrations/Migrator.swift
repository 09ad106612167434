/// Makes and upgrades the schema `audit`.
public struct Migrator {
    /// The key of the advisory lock that upgrades and the making of tables wait for: "audit" in ASCII.
    static let advisoryLock = 0x61_7564_6974

    private let connection: PostgresConnection
    private let migrations: [Migration]

    /// A migrator of this database.
    public init(_ connection: PostgresConnection, migrations: [Migration] = Migration.all) {
        self.connection = connection
        self.migrations = migrations
    }

    /// The last step that the database has seen; 0 where there is none.
    public func version() throws -> Int {
        do {
            let found = try connection.execute("SELECT to_regclass('audit.migration') IS NOT NULL")
            guard found.bool(0, 0) == true else { return 0 }
            return try connection.execute("SELECT max(version) FROM audit.migration").int(0, 0) ?? 0
        } catch {
            throw error.loaderError
        }
    }

    /// Applies the steps that the database has not seen, in one transaction; needs no rights where there are none.
    ///
    /// - Returns: the steps that were applied.
    /// - Throws: ``LoaderError``: `database.newer` where a newer program upgraded the database,
    ///   `database.permission`, `database.server_version` below PostgreSQL 12.
    @discardableResult
    public func migrate() throws -> [Migration] {
        guard connection.serverVersion >= 120_000 else {
            throw LoaderError(
                "database.server_version", .configuration,
                "\(connection.displayName) is PostgreSQL \(connection.serverVersion / 10_000).",
                remedy: "Use PostgreSQL 12 or later.")
        }
        guard try pending(after: version()) else { return [] }
        do {
            return try connection.transaction { try apply() }
        } catch let error as PostgresError {
            throw error.loaderError
        }
    }

    /// How the tables are.
    public enum State: Sendable {
        case absent, older, current
    }

    /// How the tables are; changes nothing.
    ///
    /// - Throws: ``LoaderError``: `database.newer`, `database.permission`.
    public func state() throws -> State {
        let found = try version()
        return try pending(after: found) ? (found > 0 ? .older : .absent) : .current
    }

    /// Sees that the tables are there and of this program's version, and changes nothing.
    ///
    /// - Throws: ``LoaderError``: `database.unused` where nothing was ever loaded, `database.older`, `database.newer`,
    ///   `database.permission`.
    public func requireTables() throws {
        switch try state() {
        case .current: return
        case .absent:
            throw LoaderError(
                "database.unused", .usage,
                "\(connection.displayName) holds no tables of audit: nothing was loaded there.",
                remedy: "Name the database that was loaded with --database.")
        case .older:
            throw LoaderError(
                "database.older", .configuration,
                "The schema audit of \(connection.displayName) is of an older version of this program.",
                remedy: "Upgrade it: audit database migrate")
        }
    }

    /// Whether steps are missing.
    private func pending(after version: Int) throws(LoaderError) -> Bool {
        let newest = migrations.last?.version ?? 0
        guard version <= newest else {
            throw LoaderError(
                "database.newer", .configuration,
                "The schema audit of \(connection.displayName) has version \(version); this program knows \(newest).",
                remedy: "Use the newer program that upgraded it.")
        }
        return version < newest
    }

    private func apply() throws -> [Migration] {
        try connection.execute("SELECT pg_advisory_xact_lock(\(Self.advisoryLock))")
        // CREATE SCHEMA IF NOT EXISTS needs its right even where the schema is there.
        if try connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'audit'").count == 0 {
            try connection.administer("CREATE SCHEMA audit")
        }
        try connection.administer(
            """
            CREATE TABLE IF NOT EXISTS audit.migration (
                version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
            """)
        let version = try self.version()
        guard try pending(after: version) else { return [] }
        let missing = migrations.filter { $0.version > version }
        for migration in missing {
            try connection.administer(migration.sql)
            try connection.execute(
                "INSERT INTO audit.migration (version, name) VALUES ($1, $2)",
                parameters: [PostgresValue(migration.version), PostgresValue(migration.name)])
        }
        return missing
    }
}
