import Synchronization

/// How far the reading has come; another thread may look.
final class FileProgress: Sendable {
    /// All bytes of all inputs, before decompression; nil where one of them is a pipe.
    let totalBytes: Int?
    private let count = Atomic(0)

    /// Nothing read of so many bytes.
    init(totalBytes: Int?) { self.totalBytes = totalBytes }

    /// The bytes read so far, before decompression.
    var bytesRead: Int { count.load(ordering: .relaxed) }

    /// Counts bytes that were read.
    func add(_ bytes: Int) { count.add(bytes, ordering: .relaxed) }
}
