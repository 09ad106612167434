#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads small files whole.
package enum FileContent {
    /// Why a file could not be read, without a full stop.
    package struct Failure: Error {
        package let message: String
        package let remedy: String
    }

    /// The bytes of a regular file (or of a pipe) of at most `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(message: "cannot be opened: \(systemMessage(errno))", remedy: "")
        }
        defer { close(descriptor) }
        return try read(descriptor, limit: limit)
    }

    /// The text of a file of at most 1 MiB; nil where it cannot be read.
    static func text(of path: String) -> String? {
        (try? read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What is left to read of an open file.
    static func read(_ descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            guard count >= 0 else { throw Failure(message: "cannot be read: \(systemMessage(errno))", remedy: "") }
            guard count > 0 else { return content }
            content.append(contentsOf: chunk[..<count])
            guard content.count <= limit else {
                throw Failure(message: "is longer than \(limit) bytes", remedy: "is it the right file?")
            }
        }
    }

    /// What the system says about an error number.
    static func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }
    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer, count)
        #else
            Darwin.read(descriptor, buffer, count)
        #endif
    }
}
