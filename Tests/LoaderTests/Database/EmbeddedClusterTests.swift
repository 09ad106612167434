import Testing

@testable import Loader

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("An embedded cluster", .serialized)
struct EmbeddedClusterTests {
    private func query(_ string: String, _ sql: String) throws -> String? {
        try PostgresConnection(string).execute(sql).text(0, 0)
    }

    @Test("is made, keeps its data over a stop, and listens on a private socket only")
    func lifeCycle() throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        let cluster = try EmbeddedCluster(directory: directory)
        #expect(cluster.status.state == .absent)
        var string = try cluster.start()
        #expect(cluster.status.state == .running && cluster.status.major != nil)
        #expect(try query(string, "SHOW listen_addresses") == "")
        for setting in ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"] {
            #expect(try query(string, "SHOW \(setting)") == "on", "\(setting)")
        }
        #expect(try query(string, "SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == "UTF8")
        let socket = try #require(cluster.status.socketDirectory)
        let owner = try #require(FileSystem.owner(of: socket))
        #expect(FileSystem.isPrivateDirectory(socket, of: owner))
        _ = try query(string, "CREATE TABLE t AS SELECT 1 AS a")
        try cluster.stop()
        #expect(cluster.status.state == .stopped)
        string = try cluster.start()
        #expect(try query(string, "SELECT a FROM t") == "1")
        try cluster.stop()
    }

    @Test("has its own session, so that the terminal's Ctrl-C does not reach it")
    func session() throws {
        let cluster = try EmbeddedCluster(directory: try ServerDirectory.make() + "/.audit/postgres")
        _ = try cluster.start()
        let server = pid_t(try #require(cluster.status.process))
        #expect(getsid(server) != getsid(0) && getpgid(server) != getpgid(0))
        try cluster.stop()
    }

    @Test("works where the server's user cannot enter the working directory")
    func unreachableDirectory() throws {
        let work = try ServerDirectory.make(mode: 0o700)
        let cluster = try EmbeddedCluster(directory: work + "/.audit/postgres")
        let string = try cluster.start()
        #expect(try query(string, "SELECT 1") == "1")
        if geteuid() == 0 {
            let target = try #require(FileSystem.linkTarget(work + "/.audit/postgres"))
            #expect(target.hasPrefix("/var/lib/audit/"))
            ServerDirectory.remember(target)
        }
        try cluster.stop()
        #expect(try query(try cluster.start(), "SELECT 1") == "1")
        try cluster.stop()
    }

    @Test("works for a plain user")
    func plainUser() async throws {
        let work = try ServerDirectory.make(mode: 0o777)
        await #expect(processExitsWith: .success) { [work = work as String] in
            if geteuid() == 0 { try #require(setgid(65534) == 0 && setuid(65534) == 0) }
            let cluster = try EmbeddedCluster(directory: work + "/.audit/postgres")
            let connection = try PostgresConnection(try cluster.start())
            #expect(try connection.execute("SELECT 1").int(0, 0) == 1)
            try cluster.stop()
            #expect(cluster.status.state == .stopped)
        }
        #expect(FileSystem.exists(work + "/.audit/postgres/data/PG_VERSION"))
        if geteuid() == 0 {
            let error = #expect(throws: LoaderError.self) {
                try EmbeddedCluster(directory: work + "/.audit/postgres").start()
            }
            #expect(error?.message.contains("another user") == true)
        }
    }

    @Test("works under a path that is too long for a socket")
    func longPath() throws {
        let long = try ServerDirectory.make() + "/" + String(repeating: "long", count: 25)
        let cluster = try EmbeddedCluster(directory: long + "/.audit/postgres")
        let string = try cluster.start()
        #expect(try query(string, "SELECT 1") == "1")
        let socket = try #require(cluster.status.socketDirectory)
        #expect(socket.utf8.count < 80)
        ServerDirectory.remember(socket)
        try cluster.stop()
    }

    @Test("works under a path with quotes and spaces")
    func oddPath() throws {
        let odd = try ServerDirectory.make() + "/it's a \"$(dir)\" \\"
        let cluster = try EmbeddedCluster(directory: odd + "/.audit/postgres")
        #expect(try query(try cluster.start(), "SELECT 1") == "1")
        try cluster.stop()
    }

    @Test("is taken over after its program was killed, and stops with the one that took it over")
    func takeover() async throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
            let cluster = try EmbeddedCluster(directory: directory)
            _ = try PostgresConnection(try cluster.start()).administer("CREATE TABLE t AS SELECT 7 AS a")
            kill(getpid(), SIGKILL)
        }
        let cluster = try EmbeddedCluster(directory: directory)
        let server = cluster.status.process
        #expect(server != nil)
        #expect(try query(try cluster.start(), "SELECT a FROM t") == "7")
        #expect(cluster.status.process == server)
        try cluster.stop()
        #expect(cluster.status.state == .stopped)
    }

    @Test("is stopped at the exit of a program that forgot to")
    func exit() async throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        await #expect(processExitsWith: .success) { [directory = directory as String] in
            kept = try EmbeddedCluster(directory: directory)
            _ = try kept?.start()
            leave(0)
        }
        #expect(try EmbeddedCluster(directory: directory).status.state == .stopped)
    }

    @Test("recovers from a crash of the server", arguments: [false, true])
    func crash(withStrangerInPidFile: Bool) throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        let cluster = try EmbeddedCluster(directory: directory)
        let string = try cluster.start()
        _ = try query(string, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS a")
        kill(pid_t(try #require(cluster.status.process)), SIGKILL)
        let file = cluster.status.dataDirectory + "/postmaster.pid"
        #expect(FileSystem.exists(file))
        if withStrangerInPidFile { shell("sed -i '1s/.*/\(getpid())/' '\(file)'") }
        #expect(try query(try cluster.start(), "SELECT count(*) FROM t") == "1000")
        try cluster.stop()
    }

    @Test("is started once by many at a time, and stopped by the last one")
    func concurrentStarts() async throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        let clusters = try (0..<4).map { _ in try EmbeddedCluster(directory: directory) }
        try await withThrowingTaskGroup(of: String?.self) { group in
            for cluster in clusters {
                group.addTask { try PostgresConnection(try cluster.start()).execute("SELECT 1").text(0, 0) }
            }
            for try await answer in group { #expect(answer == "1") }
        }
        for cluster in clusters.dropLast() { try cluster.stop() }
        #expect(clusters[0].status.state == .running)
        let error = #expect(throws: LoaderError.self) { try clusters[0].shutDown() }
        #expect(error?.code == "database.in_use")
        try clusters[3].stop()
        #expect(clusters[0].status.state == .stopped)
    }

    @Test("stays up when asked to, until it is shut down")
    func keeps() throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        let first = try EmbeddedCluster(directory: directory)
        _ = try first.start(keepRunning: true)
        try first.stop()
        #expect(first.status.state == .running && first.status.keepsRunning)
        let second = try EmbeddedCluster(directory: directory)
        _ = try second.start()
        try second.stop()
        #expect(second.status.state == .running)
        #expect(try second.shutDown())
        #expect(second.status.state == .stopped && !second.status.keepsRunning)
        #expect(try !second.shutDown())
    }

    @Test("says which version its data needs")
    func otherVersion() throws {
        let directory = try ServerDirectory.make() + "/.audit/postgres"
        let cluster = try EmbeddedCluster(directory: directory)
        _ = try cluster.start()
        try cluster.stop()
        shell("echo 9 > '\(cluster.status.dataDirectory)/PG_VERSION'")
        let error = #expect(throws: LoaderError.self) { try cluster.start() }
        #expect(error?.code == "database.version")
        #expect(error?.message.contains("PostgreSQL 9") == true)
    }

    @Test("never writes a value into the server's log")
    func logHoldsNoValues() throws {
        let planted = "planted-4711"
        let cluster = try EmbeddedCluster(directory: try ServerDirectory.make() + "/.audit/postgres")
        let connection = try PostgresConnection(try cluster.start())
        try connection.administer("CREATE TABLE t (a text PRIMARY KEY CHECK (a <> '\(planted)x'), b inet)")
        try connection.execute("INSERT INTO t VALUES ($1)", parameters: [PostgresValue(planted)])
        let statements = [
            "INSERT INTO t VALUES ($1)", "INSERT INTO t VALUES ($1 || 'x')", "SELECT $1::int",
            "DO $$ BEGIN RAISE WARNING '\(planted)'; RAISE EXCEPTION '\(planted)'; END $$", "SELECT '\(planted)' +",
        ]
        for sql in statements {
            let parameters: [PostgresValue?] = sql.contains("$1") ? [PostgresValue(planted)] : []
            #expect(throws: PostgresError.self) { try connection.execute(sql, parameters: parameters) }
        }
        #expect(throws: PostgresError.self) {
            try connection.copyIn("COPY t (a) FROM STDIN (FORMAT binary)", relation: "t") { writer in
                try writer.write(TestTuple.encode([Array(planted.utf8)]))
            }
        }
        connection.close()
        try cluster.stop()
        let log = try #require(FileContent.text(of: cluster.place.logFile))
        #expect(log.contains("database system is ready"))
        #expect(!log.contains("planted"))
    }

    @Test("asks for the password where one is needed, and says that it is wrong")
    func wrongPassword() throws {
        let cluster = try EmbeddedCluster(directory: try ServerDirectory.make() + "/.audit/postgres")
        let string = try cluster.start()
        let connection = try PostgresConnection(string)
        try connection.administer("CREATE ROLE guest LOGIN PASSWORD 'right'")
        shell("sed -i '1i local all guest scram-sha-256' '\(cluster.status.dataDirectory)/pg_hba.conf'")
        try connection.execute("SELECT pg_reload_conf()")
        let guest = string.replacingLast("user=audit", with: "user=guest")
        for password in ["", " password=wr0ng"] {
            for _ in 0..<50 where (try? PostgresConnection(guest + password)) != nil { usleep(20_000) }
            let error = #expect(throws: LoaderError.self) { try PostgresConnection(guest + password) }
            #expect(error?.code == "database.password")
            #expect(!"\(try #require(error))".contains("wr0ng"))
        }
        #expect(try query(guest + " password=right", "SELECT current_user") == "guest")
        connection.close()
        try cluster.stop()
    }
}

nonisolated(unsafe) private var kept: EmbeddedCluster?

private func leave(_ code: Int32) -> Never {
    #if canImport(Glibc)
        Glibc.exit(code)
    #else
        Darwin.exit(code)
    #endif
}
