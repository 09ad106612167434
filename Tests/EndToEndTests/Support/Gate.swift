import Loader
import TestSupport

/// Holds a load in the middle: the row of one message waits for a lock that the test holds.
///
/// Everything in earlier batches has been committed by then, nothing of later ones has.
final class Gate {
    /// The version that the row which waits has.
    static let version = "9999.9999"

    /// Who waits at this gate: other tests have theirs in other databases of the same cluster.
    private static let waiting = """
        locktype = 'advisory' AND objid = 4711 AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """

    private let database: TestDatabase
    private let holder: TestDatabase

    /// Puts the gate up at `user_logins`, which must be there.
    ///
    /// - Parameter atCommit: whether the load is held while it waits for the commit, which then happens even where
    ///   the program is dead by then.
    init(_ database: TestDatabase, atCommit: Bool = false) throws {
        let trigger =
            atCommit
            ? "CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON user_logins DEFERRABLE INITIALLY DEFERRED"
            : "CREATE TRIGGER gate BEFORE INSERT ON user_logins"
        self.database = database
        holder = try TestDatabase(database.address)
        try holder.run("SELECT pg_advisory_lock(4711)")
        try database.run(
            """
            CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.app_version = '\(Self.version)' THEN PERFORM pg_advisory_xact_lock(4711); END IF;
                RETURN NEW;
            END $$;
            \(trigger) FOR EACH ROW EXECUTE FUNCTION gate()
            """)
    }

    /// Waits until the load stands before the gate.
    func waitUntilReached() throws {
        let isReached = try eventually(within: 90) {
            try database.rows(of: "pg_locks", where: Self.waiting) > 0
        }
        guard isReached else { throw TestSupportError("The load did not reach the gate.") }
    }

    /// Lets the load go on, for good.
    func open() throws { try holder.run("SELECT pg_advisory_unlock_all()") }

    /// Cuts the session that stands before the gate.
    func cutSession() throws {
        try database.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE \(Self.waiting)")
    }

    /// Waits until no other program is connected, so that what a killed one had begun has been rolled back.
    func waitUntilAlone() throws {
        let isAlone = try eventually {
            try database.rows(
                of: "pg_stat_activity",
                where: "datname = current_database() AND application_name = 'audit'"
                    + " AND pid NOT IN (pg_backend_pid(), \(holderProcess()))") == 0
        }
        guard isAlone else { throw TestSupportError("The killed program's session does not end.") }
    }

    private func holderProcess() throws -> Int { try holder.count("SELECT pg_backend_pid()") }
}
