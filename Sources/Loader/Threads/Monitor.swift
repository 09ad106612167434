#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// State that threads share, and wait on: a mutex with one condition.
final class Monitor<State>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    /// A monitor of this state.
    init(_ state: State) {
        self.state = state
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        Self.initialize(condition)
    }

    /// Where the system can, waits follow a clock that nobody sets.
    private static func initialize(_ condition: UnsafeMutablePointer<pthread_cond_t>) {
        #if os(Linux)
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            pthread_cond_init(condition, &attributes)
            pthread_condattr_destroy(&attributes)
        #else
            pthread_cond_init(condition, nil)
        #endif
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Reads or changes the state, and wakes all who wait.
    @discardableResult
    func update<Value>(_ body: (inout State) -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(condition)
            pthread_mutex_unlock(mutex)
        }
        return body(&state)
    }

    /// Reads the state.
    func read<Value>(_ body: (State) -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(state)
    }

    /// Waits until `body` returns something; nil where that takes longer than so many milliseconds.
    ///
    /// What `body` changes on the way to its answer wakes the others.
    func wait<Value>(milliseconds: Int? = nil, until body: (inout State) -> Value?) -> Value? {
        let deadline = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let value = body(&state) {
                pthread_cond_broadcast(condition)
                return value
            }
            guard let deadline else {
                pthread_cond_wait(condition, mutex)
                continue
            }
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { return nil }
            sleep(Int(left) + 1)
        }
    }

    /// Waits for a signal, at most so long; the mutex is held.
    private func sleep(_ milliseconds: Int) {
        #if os(Linux)
            var until = timespec()
            clock_gettime(CLOCK_MONOTONIC, &until)
            let nanoseconds = until.tv_nsec + (milliseconds % 1_000) * 1_000_000
            until.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
            until.tv_nsec = nanoseconds % 1_000_000_000
            pthread_cond_timedwait(condition, mutex, &until)
        #else
            var length = timespec(tv_sec: milliseconds / 1_000, tv_nsec: (milliseconds % 1_000) * 1_000_000)
            pthread_cond_timedwait_relative_np(condition, mutex, &length)
        #endif
    }
}
