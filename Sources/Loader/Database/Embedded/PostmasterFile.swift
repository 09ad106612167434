#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a running server writes into `postmaster.pid` (PostgreSQL source, `miscadmin.h`).
struct PostmasterFile {
    /// The server's process.
    var process: pid_t
    /// The directory of its socket; nil before it listens.
    var socketDirectory: String?

    /// The file's content; nil where there is none, or it is still being written.
    init?(in dataDirectory: String) {
        guard let text = FileContent.text(of: "\(dataDirectory)/postmaster.pid") else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let process = lines.first.flatMap({ pid_t($0) }), process > 0 else { return nil }
        self.process = process
        if lines.count > 4, !lines[4].isEmpty { socketDirectory = String(lines[4]) }
    }

    /// Whether the process lives and is the server of this directory, not another one that got its number.
    func isAlive(in dataDirectory: String) -> Bool {
        guard Self.isAlive(process) else { return false }
        #if os(Linux)
            // A server's working directory is its data directory. Another user's cannot be read, also by a root that lacks
            // the right to trace: then it must be a server of the directory's owner.
            guard let place = FileSystem.linkTarget("/proc/\(process)/cwd") else {
                return errno == EACCES && isServer(ofTheOwnerOf: dataDirectory)
            }
            return place == FileSystem.resolved(dataDirectory)
        #else
            return true
        #endif
    }

    private func isServer(ofTheOwnerOf directory: String) -> Bool {
        guard let owner = FileSystem.owner(of: directory), FileSystem.owner(of: "/proc/\(process)") == owner else {
            return false
        }
        return FileContent.text(of: "/proc/\(process)/comm")?.hasPrefix("postgres") == true
    }

    /// Whether there is such a process, not a dead one that nobody has waited for.
    static func isAlive(_ process: pid_t) -> Bool {
        guard kill(process, 0) == 0 || errno == EPERM else { return false }
        guard let text = FileContent.text(of: "/proc/\(process)/stat"), let name = text.lastIndex(of: ")") else {
            return true
        }
        return !text[name...].hasPrefix(") Z")
    }
}
