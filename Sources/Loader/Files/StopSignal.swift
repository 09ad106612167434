import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks the reading thread to end, also while it waits for a pipe.
final class StopSignal: Sendable {
    /// Becomes readable when the signal is given.
    let descriptor: Int32
    private let writeEnd: Int32
    private let flag = Atomic(false)

    /// A signal that has not been given; without a descriptor (-1) where the process has none left.
    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Whether the signal was given.
    var isGiven: Bool { flag.load(ordering: .acquiring) }

    /// Gives the signal.
    func give() {
        guard !flag.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }
}
