#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory whose last byte is followed by a page that must not be touched: reading behind a text crashes.
final class GuardedBuffer {
    private let base: UnsafeMutableRawPointer
    private let capacity: Int
    private let page: Int

    /// nil where the system has no memory to give.
    init?(capacity: Int) {
        page = Int(sysconf(CInt(_SC_PAGESIZE)))
        self.capacity = (capacity + page - 1) / page * page
        let size = self.capacity + page
        #if canImport(Glibc)
            let flags = MAP_PRIVATE | MAP_ANONYMOUS
        #else
            let flags = MAP_PRIVATE | MAP_ANON
        #endif
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED else {
            return nil
        }
        base = memory
        guard mprotect(memory + self.capacity, page, PROT_NONE) == 0 else { return nil }
    }

    deinit { munmap(base, capacity + page) }

    /// A copy of the bytes right before the guard; valid until the next one.
    func holding(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let start = base + (capacity - bytes.count)
        bytes.withUnsafeBytes { source in
            if let address = source.baseAddress { start.copyMemory(from: address, byteCount: source.count) }
        }
        return UnsafeRawBufferPointer(start: start, count: bytes.count)
    }
}
