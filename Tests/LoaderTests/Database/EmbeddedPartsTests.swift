import Testing

@testable import Loader

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What an embedded cluster is made of, without a server.
@Suite("Parts of an embedded cluster")
struct EmbeddedPartsTests {
    @Test("settings quote the socket's directory at each level")
    func settings() {
        func directories(_ path: String) -> String? {
            ClusterConfiguration.settings(socketDirectory: path, major: 15).split(separator: "\n")
                .first { $0.hasPrefix("unix_socket_directories") }.map(String.init)
        }
        #expect(directories("/tmp/a") == "unix_socket_directories = '\"/tmp/a\"'")
        #expect(directories("/tmp/it's") == "unix_socket_directories = '\"/tmp/it''s\"'")
        #expect(directories("/tmp/a\"b") == "unix_socket_directories = '\"/tmp/a\"\"b\"'")
        #expect(directories("/tmp/a\\b") == "unix_socket_directories = '\"/tmp/a\\\\b\"'")
        #expect(directories("/tmp/a,b") == "unix_socket_directories = '\"/tmp/a,b\"'")
    }

    @Test("settings are durable and listen nowhere; each stands once", arguments: [12, 13, 15, 18])
    func durable(major: Int) {
        let lines = ClusterConfiguration.settings(socketDirectory: "/tmp", major: major).split(separator: "\n")
        for setting in ["fsync = on", "full_page_writes = on", "synchronous_commit = on", "listen_addresses = ''"] {
            #expect(lines.contains { $0 == setting })
        }
        let names = lines.map { $0.prefix { $0 != " " } }
        #expect(Set(names).count == names.count)
        #expect(lines.contains { $0 == "log_parameter_max_length = 0" } == (major >= 13))
    }

    @Test(
        "the server's own file is read, whole or while it is being written",
        arguments: [
            ("123\n/data\n1700000000\n5432\n/run/pg\n\n", 123, "/run/pg"), ("123\n/data\n", 123, nil),
            ("123", 123, nil), ("123\n/data\n1\n5432\n\n", 123, nil), ("", nil, nil), ("-5\n", nil, nil),
            ("0\n", nil, nil), ("abc\n", nil, nil), ("99999999999999\n", nil, nil),
        ] as [(String, Int?, String?)])
    func postmasterFile(text: String, process: Int?, socket: String?) throws {
        let directory = try ServerDirectory.make()
        try FileSystem.write(text, to: directory + "/postmaster.pid", owner: nil)
        let file = PostmasterFile(in: directory)
        #expect(file.map { Int($0.process) } == process)
        #expect(file?.socketDirectory == socket)
    }

    @Test("a process of the same number is not taken for the server")
    func otherProcess() throws {
        let directory = try ServerDirectory.make()
        #expect(PostmasterFile(in: directory) == nil)
        try FileSystem.write("\(getpid())\n", to: directory + "/postmaster.pid", owner: nil)
        let file = try #require(PostmasterFile(in: directory))
        #expect(PostmasterFile.isAlive(file.process))
        #if os(Linux)
            #expect(!file.isAlive(in: directory))
        #endif
        #expect(!PostmasterFile.isAlive(pid_t.max))
    }

    @Test("a lock is held by one, or shared by many")
    func locks() throws {
        let path = try ServerDirectory.make() + "/lock"
        let (one, two, three) = (try FileLock(path), try FileLock(path), try FileLock(path))
        #expect(one.tryExclusive())
        #expect(!two.tryExclusive())
        one.unlock()
        two.lock(exclusive: false)
        three.lock(exclusive: false)
        #expect(!one.tryExclusive())
        two.unlock()
        #expect(!one.tryExclusive())
        three.unlock()
        #expect(one.tryExclusive())
        let error = #expect(throws: LoaderError.self) { try FileLock("/nowhere/at/all/lock") }
        #expect(error?.code == "database.embedded")
        #expect(error?.message == "/nowhere/at/all/lock cannot be written: No such file or directory.")
    }

    @Test("a dead holder's lock is free")
    func deadHolder() throws {
        let path = try ServerDirectory.make() + "/lock"
        var holder: FileLock? = try FileLock(path)
        #expect(holder?.tryExclusive() == true)
        let other = try FileLock(path)
        #expect(!other.tryExclusive())
        holder = nil
        #expect(other.tryExclusive())
    }

    @Test("files are written whole, private, and in the place of what was there")
    func files() throws {
        let directory = try ServerDirectory.make()
        let path = directory + "/a file"
        #expect(FileContent.text(of: path) == nil && FileSystem.owner(of: path) == nil)
        for text in ["one", "", "three\nlines\n\n"] {
            try FileSystem.write(text, to: path, owner: nil)
            #expect(FileContent.text(of: path) == text)
        }
        #expect(FileSystem.names(in: directory) == ["a file"])
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(FileSystem.owner(of: path) == geteuid())
        #expect(throws: LoaderError.self) { try FileSystem.write("x", to: directory + "/no/such/place", owner: nil) }
    }

    @Test("directories are made with those above them, and removed without what links lead to")
    func directories() throws {
        let directory = try ServerDirectory.make()
        let deep = directory + "/a/b/c"
        try FileSystem.makeDirectory(deep)
        try FileSystem.makeDirectory(deep)
        #expect(FileSystem.isPrivateDirectory(deep, of: geteuid()))
        chmod(deep, 0o750)
        #expect(!FileSystem.isPrivateDirectory(deep, of: geteuid()))
        let kept = directory + "/kept"
        try FileSystem.makeDirectory(kept)
        try FileSystem.write("x", to: kept + "/file", owner: nil)
        #expect(symlink(kept, deep + "/link") == 0)
        #expect(FileSystem.linkTarget(deep + "/link") == kept)
        #expect(!FileSystem.isPrivateDirectory(deep + "/link", of: geteuid()))
        #expect(FileSystem.resolved(deep + "/link") == FileSystem.resolved(kept))
        FileSystem.removeTree(directory + "/a")
        #expect(!FileSystem.exists(directory + "/a"))
        #expect(FileContent.text(of: kept + "/file") == "x")
        #expect(FileSystem.resolved(directory + "/a") == nil && FileSystem.linkTarget(directory + "/a") == nil)
        #expect(throws: LoaderError.self) { try FileSystem.makeDirectory(kept + "/file/below") }
    }

    @Test("an installed server is found, and a folder without one is none")
    func binaries() throws {
        let installed = PostgresBinaries.installed()
        #expect(!installed.isEmpty)
        #expect(installed.map(\.major) == installed.map(\.major).sorted(by: >))
        #expect(installed.allSatisfy { FileSystem.isExecutable($0.directory + "/initdb") })
        #expect(PostgresBinaries(in: "/tmp") == nil)
        let directory = try ServerDirectory.make()
        #expect(try PostgresBinaries.suitable(for: directory) == installed.first)
        try FileSystem.write("9.6\n", to: directory + "/PG_VERSION", owner: nil)
        let error = #expect(throws: LoaderError.self) { try PostgresBinaries.suitable(for: directory) }
        #expect(error?.code == "database.version" && error?.kind == .configuration)
        #expect(error?.message.contains("was made by PostgreSQL 9; installed is") == true)
    }

    @Test("a wait between attempts ends when the time is over")
    func backoff() {
        var none = RetrySeries(.database(seconds: 0))
        let waited = none.wait()
        #expect(!waited)
        var short = RetrySeries(.database(seconds: 0.05))
        var waits = 0
        while short.wait() { waits += 1 }
        #expect(waits > 0)
    }

    @Test("the time for attempts begins with the first failure, not with an attempt that takes long")
    func lateFailure() {
        var backoff = RetrySeries(.database(seconds: 0.2))
        RetryPolicy.wait(300)
        let waited = backoff.wait()
        #expect(waited)
    }

    @Test("parameters are arrays as PostgreSQL reads them, whatever they hold")
    func arrays() throws {
        let connection = try PostgresConnection(try TestCluster.database())
        let items = ["a", "", "null", "NULL", "a,b", "{x}", "a\"b", "a\\b", "\"\u{301}", "\\\u{301}", " a ", "ü😀"]
        let result = try connection.execute(
            "SELECT u FROM unnest($1::text[]) WITH ORDINALITY AS a (u, n) ORDER BY n",
            parameters: [PostgresValue(textArray: items)])
        let found = (0..<result.count).map { result.text($0, 0) ?? "NULL" }
        #expect(found.map { Array($0.utf8) } == items.map { Array($0.utf8) })
        let ids = try connection.execute(
            "SELECT cardinality($1::uuid[]), cardinality($2::uuid[])",
            parameters: [PostgresValue(ids: [] as [MessageID]), PostgresValue(ids: [.test(1), .test(2)])])
        #expect(ids.int(0, 0) == 0 && ids.int(0, 1) == 2)
        let name = "a\"\u{301}; DROP TABLE x --"
        try connection.administer("CREATE TABLE \(SQLIdentifier.quoted(name)) (a int)")
        #expect(
            try connection.execute("SELECT 1 FROM pg_class WHERE relname = $1", parameters: [PostgresValue(name)]).count
                == 1)
    }
}
