#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Small files of the configuration, read whole.
enum AWSTextFile {
    /// The text of a file; nil where it cannot be read or is larger than 1 MiB.
    static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = readPart(file, &part)
            guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
            bytes += part[..<count]
            guard bytes.count <= 1 << 20 else { return nil }
        }
    }
}

/// `read(2)`, begun again after a signal; out of the reach of the type's own `read`.
private func readPart(_ file: Int32, _ part: inout [UInt8]) -> Int {
    part.withUnsafeMutableBytes { buffer in
        var count: Int
        repeat { count = read(file, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
        return count
    }
}
