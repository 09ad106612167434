#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few calls of the file system that the program needs beside reading.
enum FileSystem {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// What a symbolic link points at; nil where there is none.
    static func linkTarget(_ path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The path without symbolic links; nil where it does not exist.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a directory; none where it cannot be read.
    static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Writes a small file of mode 0600 in one piece: under another name, then renamed.
    static func write(_ text: String, to path: String, owner: ServerUser?) throws(LoaderError) {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failed(temporary) }
        let bytes = Array(text.utf8)
        let count = writeAll(descriptor, bytes)
        close(descriptor)
        guard count == bytes.count, rename(temporary, path) == 0 else { throw failed(path) }
        try give(path, to: owner)
    }

    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes, bytes.count)
        #else
            Darwin.write(descriptor, bytes, bytes.count)
        #endif
    }

    /// Makes a directory of mode 0700 and those above it; what is there already stays as it is.
    static func makeDirectory(_ path: String, mode: mode_t = 0o700, owner: ServerUser? = nil) throws(LoaderError) {
        if mkdir(path, mode) == 0 {
            try give(path, to: owner)
        } else if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeDirectory(String(path[..<slash]), mode: 0o755)
            try makeDirectory(path, mode: mode, owner: owner)
        } else if errno != EEXIST {
            throw failed(path)
        }
    }

    /// Makes the server's user the owner.
    static func give(_ path: String, to user: ServerUser?) throws(LoaderError) {
        guard let user else { return }
        guard lchown(path, user.id, user.group) == 0 else { throw failed(path) }
    }

    /// Whether this is a directory, not a link, that only `user` can enter.
    static func isPrivateDirectory(_ path: String, of user: uid_t) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == user && status.st_mode & 0o077 == 0
    }

    /// Who owns the file; nil where there is none.
    static func owner(of path: String) -> uid_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_uid : nil
    }

    /// Removes a directory and all in it.
    static func removeTree(_ path: String) {
        if linkTarget(path) == nil {
            for name in names(in: path) { removeTree("\(path)/\(name)") }
        }
        remove(path)
    }

    static func failed(_ path: String) -> LoaderError {
        LoaderError(
            "database.embedded", .incomplete, "\(path) cannot be written: \(String(cString: strerror(errno))).",
            remedy: "Make it writable, or name a database with --database.")
    }
}
