#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where an embedded cluster keeps its files.
///
/// `directory` is what the user sees. Its neighbours `.lock`, `.users` and `.keep` belong to the program's user; the
/// directory itself belongs to the server's user, and is a link where that user cannot reach it.
struct ClusterPlace {
    /// `<workdir>/.audit/postgres`, absolute.
    let directory: String
    /// Whom the server runs as, where not the program's own user.
    let user: ServerUser?

    init(_ directory: String) throws(LoaderError) {
        let parent = directory.lastIndex(of: "/").map { String(directory[..<$0]) } ?? "."
        let name = directory.split(separator: "/").last.map(String.init) ?? directory
        // The server's user has to pass through.
        try FileSystem.makeDirectory(parent.isEmpty ? "/" : parent, mode: 0o711)
        guard let real = FileSystem.resolved(parent.isEmpty ? "/" : parent) else { throw FileSystem.failed(parent) }
        self.directory = (real == "/" ? "" : real) + "/" + name
        user = try ServerUser.required()
    }

    var lockFile: String { directory + ".lock" }
    var usersFile: String { directory + ".users" }
    var keepFile: String { directory + ".keep" }
    /// The directory without the link: the server's user may not be able to follow it.
    var home: String { FileSystem.resolved(directory) ?? directory }
    var dataDirectory: String { home + "/data" }
    var logFile: String { dataDirectory + "/server.log" }

    /// Makes the directory, or a link to one that the server's user can reach.
    func prepare() throws(LoaderError) {
        if FileSystem.exists(directory) { return try checkOwner() }
        // A link that leads nowhere: its target was removed.
        if FileSystem.linkTarget(directory) != nil { unlink(directory) }
        try FileSystem.makeDirectory(directory, owner: user)
        guard let user, try !user.canWrite(in: directory) else { return }
        rmdir(directory)
        let target = "/var/lib/audit/\(identity)"
        try FileSystem.makeDirectory("/var/lib/audit", mode: 0o711)
        try FileSystem.makeDirectory(target, owner: user)
        guard symlink(target, directory) == 0 else { throw FileSystem.failed(directory) }
    }

    /// A directory of another user is never taken over.
    private func checkOwner() throws(LoaderError) {
        let owner = FileSystem.owner(of: directory)
        guard owner != (user?.id ?? geteuid()) else { return }
        throw LoaderError(
            "database.embedded", .incomplete, "\(directory) belongs to another user.",
            remedy: "Run as the user who made it, use another working directory, or name a database with --database.")
    }

    /// The socket's directory: beside the data, or a private short one where the socket's path would be too long.
    func socketDirectory() throws(LoaderError) -> String {
        let near = home + "/run"
        if near.utf8.count + "/.s.PGSQL.5432".utf8.count <= Self.longestSocketPath {
            try FileSystem.makeDirectory(near, owner: user)
            return near
        }
        let runtime = user == nil ? getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } : nil
        let parent = runtime.flatMap { $0.utf8.count < 60 && FileSystem.exists($0) ? $0 : nil } ?? "/tmp"
        let short = "\(parent)/audit-\(identity)"
        try FileSystem.makeDirectory(short, owner: user)
        guard FileSystem.isPrivateDirectory(short, of: user?.id ?? geteuid()) else {
            throw LoaderError(
                "database.embedded", .incomplete, "\(short) is not a private directory of the server's user.",
                remedy: "Remove it, or use a working directory with a shorter path.")
        }
        return short
    }

    /// `sun_path` without its final zero, on Linux; macOS has 103.
    private static let longestSocketPath = 103

    /// Sixteen hexadecimal digits that tell this directory from others, and from an earlier one of the same path.
    private var identity: String {
        var status = stat()
        stat(directory.lastIndex(of: "/").map { String(directory[..<$0]) } ?? "/", &status)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(status.st_dev):\(status.st_ino):\(directory)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
