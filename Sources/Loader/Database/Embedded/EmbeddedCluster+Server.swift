#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension EmbeddedCluster {
    /// The socket's directory of the server that runs already; nil where none does.
    func runningSocket() throws(LoaderError) -> String? {
        let data = place.dataDirectory
        guard let server = PostmasterFile(in: data), server.isAlive(in: data) else { return nil }
        // It may be on its way up or down: a connection tells.
        for _ in 0..<600 {
            guard let server = PostmasterFile(in: data), server.isAlive(in: data) else { return nil }
            if let socket = server.socketDirectory, Self.answers(socket) { return socket }
            usleep(100_000)
        }
        throw LoaderError(
            "database.embedded", .incomplete, "The server in \(place.directory) runs but does not answer.",
            remedy: "Look into \(place.logFile).")
    }

    /// Starts the server and returns its socket's directory.
    func launch() throws(LoaderError) -> String {
        let binaries = try PostgresBinaries.suitable(for: place.dataDirectory)
        if !FileSystem.exists("\(place.dataDirectory)/PG_VERSION") { try create(binaries) }
        removeStalePidFile()
        let socket = try place.socketDirectory()
        try configure(binaries, socket)
        try startServer(binaries, socket)
        try createDatabase(socket)
        return socket
    }

    /// Stops the server, if it runs; returns whether it did.
    @discardableResult
    func halt() throws(LoaderError) -> Bool {
        let data = place.dataDirectory
        guard let server = PostmasterFile(in: data), server.isAlive(in: data) else { return false }
        kill(server.process, SIGINT)
        for _ in 0..<1200 {
            guard let now = PostmasterFile(in: data), now.process == server.process, now.isAlive(in: data) else {
                return true
            }
            usleep(50_000)
        }
        throw LoaderError(
            "database.embedded", .incomplete, "The server in \(place.directory) does not stop.",
            remedy: "Look into \(place.logFile).")
    }

    /// Makes the data directory under another name first, so that a half-made one is never taken for whole.
    private func create(_ binaries: PostgresBinaries) throws(LoaderError) {
        let fresh = place.home + "/data.new"
        FileSystem.removeTree(fresh)
        let outcome = try run(
            "\(binaries.directory)/initdb",
            [
                "-D", fresh, "-U", "audit", "-E", "UTF8", "--locale=C", "--auth=trust", "--data-checksums",
            ])
        guard outcome.status == 0 else { throw failed("initdb", outcome) }
        let include = "include_if_exists = 'audit.conf'\n"
        let defaults = FileContent.text(of: "\(fresh)/postgresql.conf") ?? ""
        try FileSystem.write(defaults + include, to: "\(fresh)/postgresql.conf", owner: place.user)
        guard rename(fresh, place.dataDirectory) == 0 else { throw FileSystem.failed(place.dataDirectory) }
    }

    private func configure(_ binaries: PostgresBinaries, _ socket: String) throws(LoaderError) {
        let settings = ClusterConfiguration.settings(socketDirectory: socket, major: binaries.major)
        try FileSystem.write(settings, to: "\(place.dataDirectory)/audit.conf", owner: place.user)
        try FileSystem.write(
            ClusterConfiguration.access, to: "\(place.dataDirectory)/pg_hba.conf", owner: place.user)
    }

    /// A server that was killed leaves its pid file; PostgreSQL clears it away unless the number is in use again.
    private func removeStalePidFile() {
        let data = place.dataDirectory
        if let left = PostmasterFile(in: data), !left.isAlive(in: data) { unlink("\(data)/postmaster.pid") }
    }

    /// Starts the server and waits until it answers.
    private func startServer(_ binaries: PostgresBinaries, _ socket: String) throws(LoaderError) {
        // Backends of a killed server may hold its shared memory for some moments more.
        for attempt in 0..<20 {
            if attempt > 0 { usleep(250_000) }
            if try answers(socket, process: spawnServer(binaries)) { return }
        }
        throw LoaderError(
            "database.embedded", .incomplete, "The server in \(place.directory) does not start.",
            remedy: "Look into \(place.logFile), or name a database with --database.")
    }

    /// Starts the server, as nobody's child and with its log; not by pg_ctl, whose shell trips over odd paths.
    private func spawnServer(_ binaries: PostgresBinaries) throws(LoaderError) -> pid_t {
        let script = #"umask 077; "$0" -D "$1" </dev/null >>"$2" 2>&1 & echo $!"#
        let outcome = try run(
            "/bin/sh", ["-c", script, "\(binaries.directory)/postgres", place.dataDirectory, place.logFile])
        guard let process = outcome.output.split(whereSeparator: \.isWhitespace).last.flatMap({ pid_t($0) }) else {
            throw failed("postgres", outcome)
        }
        return process
    }

    /// Waits until the server takes connections; false when it ended instead.
    private func answers(_ socket: String, process: pid_t) -> Bool {
        // Recovery after a crash may take minutes.
        for _ in 0..<30_000 {
            if FileSystem.exists("\(socket)/.s.PGSQL.5432"), Self.answers(socket) { return true }
            guard PostmasterFile.isAlive(process) else { return false }
            usleep(20_000)
        }
        return false
    }

    private func createDatabase(_ socket: String) throws(LoaderError) {
        let string = ClusterConfiguration.connectionString(socketDirectory: socket, database: "postgres")
        do {
            let connection = try PostgresConnection(string)
            let found = try connection.execute("SELECT 1 FROM pg_database WHERE datname = 'audit'")
            if found.count == 0 { try connection.administer("CREATE DATABASE audit") }
        } catch let error as LoaderError {
            throw error
        } catch let error as PostgresError {
            throw error.loaderError
        } catch {
            throw LoaderError("database.embedded", .incomplete, "The database audit cannot be made.")
        }
    }

    private func run(_ program: String, _ arguments: [String]) throws(LoaderError) -> ChildProcess.Outcome {
        let (program, arguments) = try place.user?.command(program, arguments) ?? (program, arguments)
        return try ChildProcess.run(program, arguments)
    }

    private func failed(_ step: String, _ outcome: ChildProcess.Outcome) -> LoaderError {
        let said = outcome.output.split(whereSeparator: \.isNewline).suffix(3).joined(separator: " ")
        return LoaderError(
            "database.embedded", .incomplete, "\(step) failed for \(place.directory): \(said)",
            remedy: "Look into \(place.logFile), or name a database with --database.")
    }

    private static func answers(_ socket: String) -> Bool {
        let string = ClusterConfiguration.connectionString(socketDirectory: socket, database: "postgres")
        return (try? PostgresConnection(string)) != nil
    }
}
