#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a file, a pipe or a terminal by its descriptor.
final class DescriptorReader: RawReader {
    private let descriptor: Int32
    private let location: InputLocation
    private let stop: StopSignal
    private let progress: FileProgress
    /// Whether reading may wait for someone to write.
    let mayWait: Bool
    /// Whether all has been read: a reading that was stopped ends without that.
    private(set) var hasEnded = false

    /// - Throws: ``LoaderError`` of code `source.unreadable` where the input cannot be opened.
    init(_ location: InputLocation, stop: StopSignal, progress: FileProgress) throws(LoaderError) {
        self.location = location
        self.stop = stop
        self.progress = progress
        descriptor = try location.open()
        var status = stat()
        mayWait = fstat(descriptor, &status) != 0 || status.st_mode & S_IFMT != S_IFREG
        #if canImport(Glibc)
            if !mayWait { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
        #endif
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    var isReady: Bool {
        guard mayWait else { return true }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, 0) != 0
    }

    /// Reads some bytes; 0 at the end, and after the stop signal.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoaderError) -> Int {
        // Whoever stops at the end has read all of it.
        while !stop.isGiven || isAtEnd {
            if mayWait, !wait() { continue }
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 {
                hasEnded = count == 0
                progress.add(count)
                return count
            }
            guard errno == EINTR || errno == EAGAIN else { throw location.unreadable(errno) }
        }
        return 0
    }

    /// Whether a file's last byte has been read, or nobody is left to write into a pipe.
    private var isAtEnd: Bool {
        if mayWait {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return poll(&ready, 1, 0) == 1 && Int32(ready.revents) & POLLIN == 0 && Int32(ready.revents) & POLLHUP != 0
        }
        var status = stat()
        return fstat(descriptor, &status) == 0 && lseek(descriptor, 0, SEEK_CUR) >= status.st_size
    }

    /// Waits until there is something to read or the stop signal is given; false where it should look again.
    private func wait() -> Bool {
        var ready = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        return poll(&ready, 2, -1) > 0 && ready[0].revents != 0
    }
}
