#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How far down the calling thread's stack a recursion may go: a schema and a message decide together how deep it is.
struct StackLimit {
    /// What is left to the keywords that look at one value.
    private static let reserve: UInt = 192 << 10
    /// What is used where the system does not tell the stack's bounds.
    private static let fallback: UInt = 256 << 10

    private var thread: pthread_t?
    private var lowest: UInt = 0

    /// Whether the stack is used up.
    @inline(__always)
    var isReached: Bool { Self.here < lowest }

    /// Measures the stack of the calling thread, once for each thread.
    @inline(__always)
    mutating func measure() {
        if let thread, pthread_equal(thread, pthread_self()) != 0 { return }
        thread = pthread_self()
        lowest = Self.lowestAddress.map { $0 + Self.reserve } ?? Self.here - Self.fallback
    }

    /// An address in the caller's frame.
    @inline(__always)
    private static var here: UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }

    private static var lowestAddress: UInt? {
        #if canImport(Darwin)
            let highest = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
            return highest - UInt(pthread_get_stacksize_np(pthread_self()))
        #else
            var attributes = pthread_attr_t()
            guard let readAttributes = Self.readAttributes, readAttributes(pthread_self(), &attributes) == 0 else {
                return nil
            }
            defer { pthread_attr_destroy(&attributes) }
            var address: UnsafeMutableRawPointer?
            var size = 0
            guard pthread_attr_getstack(&attributes, &address, &size) == 0 else { return nil }
            return address.map { UInt(bitPattern: $0) }
        #endif
    }

    #if !canImport(Darwin)
        private typealias ReadAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> CInt

        /// `pthread_getattr_np`, which the C library has but Swift's module of it does not show.
        private static let readAttributes: ReadAttributes? = dlsym(nil, "pthread_getattr_np").map {
            unsafeBitCast($0, to: ReadAttributes.self)
        }
    #endif
}
