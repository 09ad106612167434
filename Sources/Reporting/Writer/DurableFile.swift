#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files whose bytes are on the disk when the call returns.
enum DurableFile {
    /// Makes a new file of these bytes; leaves none where that fails.
    static func create(_ path: String, holding bytes: [UInt8]) throws(ReportError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw ReportError(writing: path, errno) }
        do throws(ReportError) {
            try write(bytes, to: file, path)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Writes, syncs and closes an open file.
    static func write(_ bytes: [UInt8], to file: CInt, _ path: String) throws(ReportError) {
        let number = writeAll(bytes, to: file) ?? sync(file)
        let closing = close(file) == 0 || errno == EINTR ? nil : errno
        if let number = number ?? closing { throw ReportError(writing: path, number) }
    }

    /// Makes a directory's new names durable.
    static func syncDirectory(_ path: String) throws(ReportError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw ReportError(writing: path, errno) }
        defer { close(directory) }
        if let number = sync(directory) { throw ReportError(writing: path, number) }
    }

    private static func writeAll(_ bytes: [UInt8], to file: CInt) -> CInt? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                return count == 0 ? EIO : errno
            }
        }
        return nil
    }

    private static func systemWrite(_ file: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(file, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(file, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Some file systems know no sync of what is not a plain file; that is no failure.
    private static func sync(_ file: CInt) -> CInt? {
        fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP ? nil : errno
    }
}
