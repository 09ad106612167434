import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A thread of its own for work that blocks; signals are left to the other threads of the process.
final class WorkerThread: Sendable {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let isDone = Monitor(false)

    /// Starts the work at once.
    ///
    /// - Throws: `system.threads` where the system has no thread left.
    init(_ body: @escaping @Sendable () -> Void) throws(LoaderError) {
        let isDone = isDone
        let work = Work {
            body()
            isDone.update { $0 = true }
        }
        let context = Unmanaged.passRetained(work)
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let status = pthread_create(&thread, nil, workerThreadMain, context.toOpaque())
        guard status == 0 else {
            context.release()
            throw LoaderError(
                "system.threads", .incomplete, "The system has no thread left for the program.",
                remedy: "Raise the limit of processes (ulimit -u), or of the container.")
        }
        #if canImport(Glibc)
            pthread_detach(thread)
        #else
            thread.map { _ = pthread_detach($0) }
        #endif
    }

    /// Lets other threads and processes run first where processors are scarce: for work that runs ahead of the
    /// database's, which cannot be split. On Linux this concerns the calling thread alone; elsewhere nothing happens.
    static func giveWay() {
        #if os(Linux)
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        #endif
    }

    /// Waits for the end of the work.
    func join() { isDone.wait { $0 ? () : nil } }

    fileprivate static func run(_ context: UnsafeMutableRawPointer) {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
    }

    /// Calls `body` with each number below `count`, from up to so many threads at once, and waits for all.
    static func forEach(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
        guard count > 1, threads > 1 else {
            for index in 0..<count { body(index) }
            return
        }
        let next = NextNumber()
        let work: @Sendable () -> Void = {
            while let index = next.take(below: count) { body(index) }
        }
        let started = (0..<min(threads, count)).compactMap { _ in try? WorkerThread(work) }
        // Whatever no thread could be had for is done here.
        if started.count < min(threads, count) { work() }
        for thread in started { thread.join() }
    }

    private final class NextNumber: Sendable {
        private let value = Atomic(0)

        func take(below count: Int) -> Int? {
            let index = value.add(1, ordering: .relaxed).oldValue
            return index < count ? index : nil
        }
    }
}

#if canImport(Glibc)
    private func workerThreadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let context { WorkerThread.run(context) }
        return nil
    }
#else
    private func workerThreadMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        WorkerThread.run(context)
        return nil
    }
#endif
