#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A lock on a file (flock), which the kernel gives up when its holder dies.
final class FileLock {
    private let descriptor: Int32

    /// Opens the file, made where it is missing; locks nothing yet.
    init(_ path: String) throws(LoaderError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LoaderError(
                "database.embedded", .incomplete, "\(path) cannot be written: \(String(cString: strerror(errno))).",
                remedy: "Make its directory writable, or name a database with --database.")
        }
    }

    deinit { close(descriptor) }

    /// Waits for the lock; many may share it, one at a time may hold it exclusively.
    func lock(exclusive: Bool) { while flock(descriptor, exclusive ? LOCK_EX : LOCK_SH) != 0, errno == EINTR {} }

    /// Takes the lock exclusively if nobody else holds or shares it.
    func tryExclusive() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Gives the lock up.
    func unlock() { flock(descriptor, LOCK_UN) }
}
