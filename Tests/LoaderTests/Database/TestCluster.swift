import Loader
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One private cluster for the whole test process, with a database for whoever asks; gone when the process ends.
enum TestCluster {
    private static let numbers = Mutex(0)

    private static let administration: Result<String, any Error> = Result {
        let directory = try ServerDirectory.make()
        let cluster = try EmbeddedCluster(directory: directory + "/.audit/postgres")
        kept.withLock { $0 = cluster }
        return try cluster.start()
    }

    private static let kept = Mutex<EmbeddedCluster?>(nil)

    /// A connection string for a new, empty database.
    static func database() throws -> String {
        let string = try administration.get()
        let name = numbers.withLock { number in
            number += 1
            return "test_\(number)"
        }
        // CREATE DATABASE cannot run while another one copies the template.
        try numbers.withLock { _ in
            _ = try PostgresConnection(string).administer("CREATE DATABASE \(name)")
        }
        return string.replacingLast("dbname=audit", with: "dbname=\(name)")
    }

    /// A connection to a new database whose schema `audit` is there.
    static func migrated() throws -> PostgresConnection {
        let connection = try PostgresConnection(try database())
        try Migrator(connection).migrate()
        return connection
    }
}

extension String {
    func replacingLast(_ part: String, with other: String) -> String {
        guard let range = ranges(of: part).last else { return self }
        return replacingCharacters(range, other)
    }

    private func replacingCharacters(_ range: Range<String.Index>, _ other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}

/// Directories under /tmp that are removed at the end of the process.
enum ServerDirectory {
    private static let made = Mutex<[String]>([])

    /// Runs after the servers have been stopped: handlers run in the reverse order of their registration.
    private static let registered = atexit { ServerDirectory.removeAll() }

    static func make(mode: mode_t = 0o755) throws -> String {
        _ = registered
        var template = Array("/tmp/audit-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw LoaderError("test", .incomplete, "mkdtemp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(path, mode)
        made.withLock { $0.append(path) }
        return path
    }

    /// Has a directory removed that a test made elsewhere.
    static func remember(_ path: String) { made.withLock { $0.append(path) } }

    static func removeAll() {
        for path in made.withLock({ $0 }) { shell("rm -rf '\(path)'") }
    }
}

/// Runs a command of the shell and returns its exit code.
@discardableResult
func shell(_ command: String) -> Int32 {
    var process: pid_t = 0
    let words: [String] = ["/bin/sh", "-c", command]
    let arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    guard posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ) == 0 else { return 127 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status >> 8 & 0xFF
}
