import Loader

/// Which database a command uses: the private cluster, or one that a connection string names.
final class DatabasePlace {
    /// Where the private cluster lies.
    static let embeddedDirectory = ".audit/postgres"
    private static let embedded = "embedded"

    /// The connection string; nil as long as it is that of a private cluster which has not been started.
    private var address: String?
    private var cluster: EmbeddedCluster?

    /// The database that the flags and settings name; without any the private cluster, but never for a queue.
    ///
    /// - Throws: ``LoaderError`` of kind `usage` where a queue would be drained into a database that nobody named.
    init(_ settings: Settings, flag: String?, isQueue: Bool = false) throws {
        let text = settings.text("database", flag: flag)?.value
        if text == nil, isQueue {
            throw LoaderError(
                "database.unnamed", .usage, "A queue is not drained into the embedded database unless you say so.",
                remedy: "Name the database: --database URI, or --database embedded.")
        }
        address = text == Self.embedded ? nil : text
    }

    /// Opens a connection to a database that was loaded before, and makes none.
    ///
    /// - Throws: ``LoaderError`` `database.absent`, `database.unused`, of kind `usage`.
    func connectToLoaded() throws -> PostgresConnection {
        guard try !isMissing else {
            throw LoaderError(
                "database.absent", .usage,
                "There is no embedded database in this directory (\(Self.embeddedDirectory)).",
                remedy: "Run the command where the load ran, or name a database with --database.")
        }
        let connection = try connect()
        try Migrator(connection).requireTables()
        return connection
    }

    /// Whether the private cluster is meant and has not been made yet.
    var isMissing: Bool { get throws { try embeddedStatus?.state == .absent } }

    private var embeddedStatus: ClusterStatus? {
        get throws { address == nil ? try EmbeddedCluster(directory: Self.embeddedDirectory).status : nil }
    }

    /// Opens a connection; starts the private cluster before the first one, where it is that.
    func connect() throws -> PostgresConnection { try PostgresConnection(startedAddress()) }

    /// Opens as many connections as are asked for, from any thread; starts the private cluster at once where it is that.
    func opener() throws -> @Sendable () throws -> PostgresConnection {
        let address = try startedAddress()
        return { try PostgresConnection(address) }
    }

    private func startedAddress() throws -> String {
        if let address { return address }
        // One object for all attempts: one that is let go ends its use of the server.
        let cluster = try self.cluster ?? EmbeddedCluster(directory: Self.embeddedDirectory)
        self.cluster = cluster
        let started = try cluster.start()
        address = started
        return started
    }

    /// Stops the private cluster, unless others use it or it was asked to stay.
    func close() {
        do { try cluster?.stop() } catch { Console.complain("\(error)") }
        cluster = nil
    }
}
