#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An INPUT of the command line: a path, or `-` for standard input.
struct InputLocation: Hashable, Sendable {
    /// The path as it was given; nil for standard input.
    let path: String?

    /// The place that `argument` names.
    init(_ argument: String) { path = argument == "-" ? nil : argument }

    /// The input as reports and errors name it.
    var name: String { path ?? "stdin" }

    /// What message ids are made from unless a source id is given: the path's last component.
    var sourceID: String {
        guard let path else { return "stdin" }
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The size of a regular file; nil for anything else.
    var size: Int? {
        guard let status = try? status(), status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Tells whether the input can be read, without reading it or waiting for it.
    ///
    /// - Throws: ``LoaderError`` of code `source.unreadable`.
    func check() throws(LoaderError) {
        let status = try status()
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            throw LoaderError(
                "source.unreadable", .incomplete, "\(name) is a directory, not a file.",
                remedy: "Name the files in it, for example \(name)/*.ndjson.")
        case S_IFREG:
            let descriptor = try open()
            if descriptor != STDIN_FILENO { close(descriptor) }
        default:
            // Opening and closing a pipe would end its writer.
            if let path, access(path, R_OK) != 0 { throw unreadable(errno) }
        }
    }

    /// Opens the input for reading.
    func open() throws(LoaderError) -> Int32 {
        guard let path else { return STDIN_FILENO }
        // A named pipe would else wait here for its writer, deaf to the stop signal.
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #else
            let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #endif
        guard descriptor >= 0 else { throw unreadable(errno) }
        return descriptor
    }

    /// The error of an input that the system refuses to read with `code`.
    func unreadable(_ code: Int32) -> LoaderError {
        LoaderError(
            "source.unreadable", .incomplete, "\(name) cannot be read: \(String(cString: strerror(code))).",
            remedy: remedy(for: code))
    }

    private func status() throws(LoaderError) -> stat {
        var status = stat()
        let result = path.map { stat($0, &status) } ?? fstat(STDIN_FILENO, &status)
        guard result == 0 else { throw unreadable(errno) }
        return status
    }

    private func remedy(for code: Int32) -> String {
        switch code {
        case ENOENT:
            if let path, let near = NearbyFile.name(like: path) { return "Did you mean \(near)?" }
            return "Check the path; it is looked up from the working directory."
        case EACCES, EPERM:
            return "Give the user that runs audit the right to read it."
        case EBADF:
            return "Standard input is closed; pipe the messages in, or name a file."
        default:
            return "Check the file and its disk, then repeat the run."
        }
    }
}
