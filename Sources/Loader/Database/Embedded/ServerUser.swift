#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The user whom the server runs as where the program itself runs as root: PostgreSQL refuses to run as root.
struct ServerUser: Hashable, Sendable {
    /// The user's name.
    var name: String
    /// The user's number.
    var id: uid_t
    /// The number of the user's group.
    var group: gid_t

    /// The user `postgres` for root, nil for everybody else.
    static func required() throws(LoaderError) -> ServerUser? {
        guard geteuid() == 0 else { return nil }
        guard let entry = getpwnam("postgres") else {
            throw LoaderError(
                "database.embedded", .incomplete,
                "PostgreSQL does not run as root, and there is no user postgres to run it.",
                remedy: "Make one (useradd --system postgres), run as a plain user, or name a database.")
        }
        return ServerUser(name: "postgres", id: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    /// A program and its arguments so that they run as this user.
    func command(_ program: String, _ arguments: [String]) throws(LoaderError) -> (String, [String]) {
        if let setpriv = Self.tool("setpriv") {
            return (setpriv, ["--reuid", name, "--regid", "\(group)", "--init-groups", "--", program] + arguments)
        }
        if let runuser = Self.tool("runuser") {
            return (runuser, ["-u", name, "--", program] + arguments)
        }
        throw LoaderError(
            "database.embedded", .incomplete, "Neither setpriv nor runuser is installed.",
            remedy: "Install util-linux, run as a plain user, or name a database with --database.")
    }

    /// Whether this user can write in a directory, which takes more than owning it: all above it must let it in.
    func canWrite(in directory: String) throws(LoaderError) -> Bool {
        let (program, arguments) = try command("/bin/sh", ["-c", "test -w \"$0\" && test -x \"$0\"", directory])
        return try ChildProcess.run(program, arguments).status == 0
    }

    private static func tool(_ name: String) -> String? {
        ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].map { "\($0)/\(name)" }.first(where: FileSystem.isExecutable)
    }
}
