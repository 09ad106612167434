#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run's directory and the durable writing of files into it.
struct ReportFolder {
    let path: String
    /// The directories that did not exist before, the outermost first.
    private let created: [String]

    /// Makes the directory and all that it lies in.
    init(creating path: String) throws(ReportError) {
        var created: [String] = []
        do throws(ReportError) {
            try Self.makeDirectory(path, &created)
        } catch {
            for directory in created.reversed() { rmdir(directory) }
            throw error
        }
        self.path = path
        self.created = created
    }

    /// Writes all files under temporary names, then renames all; syncs the files and the directory.
    func write(_ files: [(name: String, bytes: [UInt8])]) throws(ReportError) {
        let temporaries = files.map { path + "/" + Self.temporaryName(for: $0.name) }
        defer { for temporary in temporaries { unlink(temporary) } }
        for (file, temporary) in zip(files, temporaries) {
            try DurableFile.create(temporary, holding: file.bytes)
        }
        for (file, temporary) in zip(files, temporaries) {
            let target = path + "/" + file.name
            guard rename(temporary, target) == 0 else { throw ReportError(writing: target, errno) }
        }
        try DurableFile.syncDirectory(path)
        for directory in created { try DurableFile.syncDirectory(Self.parent(of: directory)) }
    }

    /// Replaces the link in one step: a reader sees the old run or the new one.
    static func link(to target: String, from directory: String, named name: String) throws(ReportError) {
        let temporary = directory + "/" + temporaryName(for: name)
        let path = directory + "/" + name
        guard symlink(target, temporary) == 0 else { throw ReportError(linking: path, errno) }
        guard rename(temporary, path) == 0 else {
            let number = errno
            unlink(temporary)
            throw ReportError(linking: path, number)
        }
        try DurableFile.syncDirectory(directory)
    }

    /// Takes back the directories that this run made, where nothing lies in them.
    func removeIfNewAndEmpty() {
        for directory in created.reversed() { rmdir(directory) }
    }

    private static func makeDirectory(_ path: String, _ created: inout [String]) throws(ReportError) {
        if mkdir(path, 0o755) == 0 { return created.append(path) }
        let number = errno
        if number == EEXIST {
            guard isDirectory(path) else { throw ReportError(making: path, ENOTDIR) }
            return
        }
        let parent = parent(of: path)
        guard number == ENOENT, parent != path, !isDirectory(parent) else { throw ReportError(making: path, number) }
        try makeDirectory(parent, &created)
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw ReportError(making: path, errno) }
        created.append(path)
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func temporaryName(for name: String) -> String {
        ".\(name).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    }
}
