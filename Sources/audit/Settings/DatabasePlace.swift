import Loader

/// Which database a command uses: the private cluster, or one that a connection string names.
final class DatabasePlace {
    /// Where the private cluster lies.
    static let embeddedDirectory = ".audit/postgres"
    private static let embedded = "embedded"

    /// The connection string; nil: the private cluster.
    private let connectionString: String?
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
        connectionString = text == Self.embedded ? nil : text
    }

    /// Opens a connection; starts the private cluster where it is that.
    func connect() throws -> PostgresConnection {
        if let connectionString { return try PostgresConnection(connectionString) }
        let cluster = try EmbeddedCluster(directory: Self.embeddedDirectory)
        self.cluster = cluster
        return try PostgresConnection(cluster.start())
    }

    /// Opens as many connections as are asked for, from any thread; starts the private cluster at once where it is that.
    func opener() throws -> @Sendable () throws -> PostgresConnection {
        if let connectionString { return { try PostgresConnection(connectionString) } }
        let cluster = try EmbeddedCluster(directory: Self.embeddedDirectory)
        self.cluster = cluster
        let address = try cluster.start()
        return { try PostgresConnection(address) }
    }

    /// Stops the private cluster, unless others use it or it was asked to stay.
    func close() {
        do { try cluster?.stop() } catch { Console.error("audit: \(error)") }
        cluster = nil
    }
}
