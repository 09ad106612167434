/// Bytes as they come from a file or a pipe.
protocol RawReader: AnyObject {
    /// Whether a read would return at once.
    var isReady: Bool { get }

    /// Reads some bytes into `buffer`, which is not empty; 0 at the end. Waits for a pipe's writer.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoaderError) -> Int
}
