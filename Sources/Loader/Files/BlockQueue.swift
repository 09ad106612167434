#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finished blocks on their way from the reading thread to the caller: a bounded queue for one of each.
final class BlockQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let limit: Int
    private var blocks: [MessageBlock] = []
    /// What comes behind the last block, once that is known: the end (nil) or an error.
    private var ending: Result<Void, any Error>?

    /// An empty queue that takes `limit` blocks.
    init(limit: Int) {
        self.limit = max(1, limit)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Puts a block behind the others as soon as there is room; false where the queue has ended.
    func push(_ block: MessageBlock) -> Bool {
        locked {
            while blocks.count >= limit, ending == nil { pthread_cond_wait(changed, mutex) }
            guard ending == nil else { return false }
            blocks.append(block)
            return true
        }
    }

    /// Lets nothing more in; the first ending counts.
    func end(_ ending: Result<Void, any Error> = .success(())) {
        locked { self.ending = self.ending ?? ending }
    }

    /// The first block; nil at the end. Waits for it. An error is thrown once.
    func pop() throws -> MessageBlock? {
        let next: Result<MessageBlock?, any Error> = locked {
            while blocks.isEmpty, ending == nil { pthread_cond_wait(changed, mutex) }
            guard blocks.isEmpty else { return .success(blocks.removeFirst()) }
            guard case .failure(let error) = ending else { return .success(nil) }
            ending = .success(())
            return .failure(error)
        }
        return try next.get()
    }

    private func locked<T>(_ body: () -> T) -> T {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return body()
    }
}
