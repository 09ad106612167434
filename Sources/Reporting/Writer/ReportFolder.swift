#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A contract's directory, and the durable placing of runs' directories into it.
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

    /// Puts a run's files in place and returns its directory's path.
    ///
    /// A new directory appears with all its files at once, so that a program that dies leaves none that lacks some; in
    /// one that is there already each file is replaced.
    func write(_ files: [(name: String, bytes: [UInt8])], ofRun run: String) throws(ReportError) -> String {
        let target = path + "/" + run
        if Self.isDirectory(target) { try replace(files, in: target) } else { try place(files, in: target) }
        try DurableFile.syncDirectory(path)
        for directory in created { try DurableFile.syncDirectory(Self.parent(of: directory)) }
        return target
    }

    private func place(_ files: [(name: String, bytes: [UInt8])], in target: String) throws(ReportError) {
        let temporary = Self.temporaryPath(for: target)
        guard mkdir(temporary, 0o755) == 0 else { throw ReportError(making: temporary, errno) }
        do throws(ReportError) {
            for file in files { try DurableFile.create(temporary + "/" + file.name, holding: file.bytes) }
            try DurableFile.syncDirectory(temporary)
            guard rename(temporary, target) == 0 else { throw ReportError(writing: target, errno) }
        } catch {
            for file in files { unlink(temporary + "/" + file.name) }
            rmdir(temporary)
            throw error
        }
    }

    private func replace(_ files: [(name: String, bytes: [UInt8])], in target: String) throws(ReportError) {
        let pairs = files.map { (temporary: Self.temporaryPath(for: target + "/" + $0.name), file: $0) }
        defer { for pair in pairs { unlink(pair.temporary) } }
        for pair in pairs { try DurableFile.create(pair.temporary, holding: pair.file.bytes) }
        for pair in pairs {
            let place = target + "/" + pair.file.name
            guard rename(pair.temporary, place) == 0 else { throw ReportError(writing: place, errno) }
        }
        try DurableFile.syncDirectory(target)
    }

    /// Replaces the link in one step: a reader sees the old run or the new one.
    static func link(to target: String, from directory: String, named name: String) throws(ReportError) {
        let path = directory + "/" + name
        let temporary = temporaryPath(for: path)
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

    /// Beside the path, hidden, and with the number of the process that writes it.
    private static func temporaryPath(for path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return parent(of: path) + "/.\(name).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    }
}
