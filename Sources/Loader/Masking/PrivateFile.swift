#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that hold secrets: mode 0600 in a folder of mode 0700, or root's of mode 0640 for one group. A symbolic link is
/// followed only inside its own folder, which is how Kubernetes mounts secrets.
enum PrivateFile {
    static func exists(_ path: String) -> LoaderError {
        LoaderError(
            "keyring.exists", .configuration, "The key ring \(path) is there already.",
            remedy: "Use it, or add a new key with 'audit keys rotate'.")
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func makeFolder(of path: String) throws(LoaderError) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let folder = String(path[..<slash])
        var status = stat()
        if stat(folder, &status) == 0 { return }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw unwritable(folder) }
    }

    /// Writes a file that is not there yet.
    static func create(_ path: String, _ text: String) throws(LoaderError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? exists(path) : unwritable(path) }
        defer { close(descriptor) }
        // The mode of open is narrowed by the umask; this states it.
        guard fchmod(descriptor, 0o600) == 0, write(Array(text.utf8), to: descriptor), fsync(descriptor) == 0 else {
            let error = unwritable(path)
            unlink(path)
            throw error
        }
        syncFolder(of: path)
    }

    /// Makes a file's name durable too; where the file system cannot, its content still is.
    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Puts a new content in the place of a file, whole or not at all.
    static func replace(_ path: String, _ text: String) throws(LoaderError) {
        let temporary = "\(path).\(getpid()).\(Keyring.makeIdentifier())"
        try create(temporary, text)
        guard rename(temporary, path) == 0 else {
            let error = unwritable(path)
            unlink(temporary)
            throw error
        }
        syncFolder(of: path)
    }

    static func remove(_ path: String) { unlink(path) }

    /// The text of a file that belongs to this user and that nobody else can read.
    static func read(_ path: String) throws(LoaderError) -> [UInt8] {
        let descriptor = open(try target(of: path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw permissions(path, "is not a regular file", "Point --keyring at the file itself.")
        }
        if let (what, remedy) = trouble(mode: status.st_mode, owner: status.st_uid, user: geteuid()) {
            throw permissions(path, what, "\(remedy)\(path)")
        }
        do {
            return try FileContent.read(descriptor, limit: 1 << 20)
        } catch {
            throw LoaderError("keyring.unreadable", .configuration, "The key file \(path) \(error.message).")
        }
    }

    /// Why a user must not take a file of this mode and owner for a secret, and what to do; nil where all is well.
    ///
    /// As PostgreSQL has it of its keys: root may give a file to one group. Kubernetes mounts secrets for fsGroup so.
    static func trouble(mode: mode_t, owner: uid_t, user: uid_t) -> (what: String, remedy: String)? {
        if user != 0, owner == 0, mode & 0o037 == 0 { return nil }
        guard mode & 0o077 == 0 else { return ("can be read by others", "Run: chmod 600 ") }
        guard owner == user || user == 0 else {
            return ("belongs to another user", "Run as its owner, or: chown \(user) ")
        }
        return nil
    }

    /// The file itself, where the path is a link that stays in its folder.
    private static func target(of path: String) throws(LoaderError) -> String {
        guard let real = realpath(path, nil) else { throw unreadable(path, errno) }
        defer { free(real) }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let root = realpath(folder, nil) else { throw unreadable(path, errno) }
        defer { free(root) }
        let (target, base) = (String(cString: real), String(cString: root))
        guard target.hasPrefix(base == "/" ? base : base + "/") else {
            throw permissions(path, "is a symbolic link out of its folder", "Point --keyring at the file itself.")
        }
        return target
    }

    private static func unreadable(_ path: String, _ number: Int32) -> LoaderError {
        switch number {
        case ENOENT, ENOTDIR:
            LoaderError(
                "keyring.missing", .configuration, "There is no key ring at \(path).",
                remedy: "Run 'audit keys create' once, or name yours with --keyring.")
        case ELOOP, EMLINK:
            permissions(path, "is a symbolic link", "Point --keyring at the file itself.")
        case EACCES, EPERM:
            permissions(path, "cannot be read by this user", "Run as its owner, or chown it.")
        default:
            LoaderError(
                "keyring.unreadable", .configuration,
                "The key file \(path) cannot be opened: \(FileContent.systemMessage(number)).")
        }
    }

    private static func permissions(_ path: String, _ what: String, _ remedy: String) -> LoaderError {
        LoaderError("keyring.permissions", .configuration, "The key file \(path) \(what).", remedy: remedy)
    }

    private static func unwritable(_ path: String) -> LoaderError {
        LoaderError(
            "keyring.unwritable", .configuration,
            "The key file \(path) cannot be written: \(FileContent.systemMessage(errno)).",
            remedy: "Choose a folder that this user can write to with --keyring.")
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
