#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A private PostgreSQL cluster that the program creates, starts and stops itself: `--database embedded`.
///
/// Its server listens on a unix socket in a directory of mode 0700 only. Several programs may use one cluster: the
/// last one that ends stops the server, unless ``start(keepRunning:)`` asked it to stay. A server left behind by a
/// killed program is taken over, one that crashed is recovered by PostgreSQL itself.
public final class EmbeddedCluster: @unchecked Sendable {
    let place: ClusterPlace
    private let lock: FileLock
    private let users: FileLock
    private var isUsing = false

    /// The cluster in a directory, by custom `<workdir>/.audit/postgres`; starts nothing and makes no data yet.
    ///
    /// - Throws: ``LoaderError`` `database.embedded` where the directory above cannot be written.
    public init(directory: String) throws {
        place = try ClusterPlace(directory)
        lock = try FileLock(place.lockFile)
        users = try FileLock(place.usersFile)
    }

    deinit { try? stop() }

    /// Starts the server unless it runs already, and makes the cluster where there is none.
    ///
    /// - Parameter keepRunning: whether the server stays up after ``stop()``, until ``shutDown()``.
    /// - Returns: a connection string for libpq; the role is a superuser of this cluster alone.
    /// - Throws: ``LoaderError``: `database.binaries`, `database.version`, `database.embedded`.
    public func start(keepRunning: Bool = false) throws -> String {
        lock.lock(exclusive: true)
        defer { lock.unlock() }
        try place.prepare()
        if keepRunning { try FileSystem.write("", to: place.keepFile, owner: nil) }
        let socket = try runningSocket() ?? launch()
        users.lock(exclusive: false)
        isUsing = true
        RunningClusters.add(self)
        return ClusterConfiguration.connectionString(socketDirectory: socket)
    }

    /// Ends this program's use of the cluster: stops the server if nobody else uses it and it need not stay.
    public func stop() throws {
        guard isUsing else { return }
        lock.lock(exclusive: true)
        defer { lock.unlock() }
        isUsing = false
        RunningClusters.remove(self)
        users.unlock()
        guard users.tryExclusive() else { return }
        defer { users.unlock() }
        if !FileSystem.exists(place.keepFile) { try halt() }
    }

    /// Stops the server for good: `audit database stop`.
    ///
    /// - Returns: whether it ran.
    /// - Throws: ``LoaderError`` `database.in_use` while another program uses it.
    @discardableResult
    public func shutDown() throws -> Bool {
        lock.lock(exclusive: true)
        defer { lock.unlock() }
        users.unlock()
        guard users.tryExclusive() else {
            if isUsing { users.lock(exclusive: false) }
            throw LoaderError(
                "database.in_use", .incomplete, "Another program uses the cluster in \(place.directory).",
                remedy: "Wait until it has ended, then stop the cluster again.")
        }
        defer { users.unlock() }
        isUsing = false
        RunningClusters.remove(self)
        unlink(place.keepFile)
        return try halt()
    }

    /// The version of the installed PostgreSQL that runs the cluster, or would make it.
    ///
    /// - Throws: ``LoaderError``: `database.binaries`, `database.version`.
    public func installedVersion() throws -> Int { try PostgresBinaries.suitable(for: place.dataDirectory).major }

    /// Whether there is a cluster, and whether its server runs.
    public var status: ClusterStatus {
        let data = place.dataDirectory
        let server = PostmasterFile(in: data).flatMap { $0.isAlive(in: data) ? $0 : nil }
        let major = FileContent.text(of: "\(data)/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) }
        return ClusterStatus(
            state: server != nil ? .running : major != nil ? .stopped : .absent,
            process: server.map { Int($0.process) }, dataDirectory: data, socketDirectory: server?.socketDirectory,
            major: major, keepsRunning: FileSystem.exists(place.keepFile))
    }
}
