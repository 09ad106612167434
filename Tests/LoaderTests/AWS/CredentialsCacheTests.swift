import Synchronization
import TestSupport
import Testing

@testable import Loader

@Suite("Credentials are renewed before they expire")
struct CredentialsCacheTests {
    /// A provider and a clock that the test moves.
    private final class Stage: CredentialsProvider {
        let now = Mutex<Int64>(1_000)
        let calls = Mutex<Int>(0)
        let answer = Mutex<Result<Int64?, LoaderError>>(.success(nil))
        /// Whether no place has any credentials.
        let isGone = Mutex(false)
        /// Whether an answer comes at all.
        let answers = Monitor(true)

        func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
            let number = calls.withLock { calls in
                calls += 1
                return calls
            }
            answers.wait { $0 ? () : nil }
            if isGone.withLock({ $0 }) { return nil }
            let lifetime = try answer.withLock { $0 }.get()
            let end = lifetime.map { lifetime in AWSTimestamp(seconds: now.withLock { $0 } + lifetime) }
            return AWSCredentials(accessKeyID: "\(number)", secretAccessKey: "s", expiration: end)
        }

        func cache() -> CredentialsCache {
            CredentialsCache(self) { AWSTimestamp(seconds: self.now.withLock { $0 }) }
        }
    }

    @Test("while one thread waits for new keys the others go on with the old ones")
    func slowRenewal() throws {
        let stage = Stage()
        stage.answer.withLock { $0 = .success(3_600) }
        let cache = stage.cache()
        _ = try cache.current()
        stage.now.withLock { $0 += 3_400 }
        stage.answers.update { $0 = false }
        let renewed = Mutex("")
        let slow = try WorkerThread { renewed.withLock { $0 = (try? cache.current().accessKeyID) ?? "" } }
        #expect(eventually { stage.calls.withLock { $0 } == 2 })
        for _ in 0..<5 { #expect(try cache.current().accessKeyID == "1") }
        stage.answers.update { $0 = true }
        slow.join()
        #expect(renewed.withLock { $0 } == "2")
        #expect(try cache.current().accessKeyID == "2")
    }

    @Test("many threads that need keys at once ask for them once")
    func together() throws {
        let stage = Stage()
        stage.answer.withLock { $0 = .success(3_600) }
        let cache = stage.cache()
        stage.answers.update { $0 = false }
        let keys = Mutex<[String]>([])
        let threads = try (0..<8).map { _ in
            try WorkerThread {
                let key = (try? cache.current().accessKeyID) ?? ""
                keys.withLock { $0.append(key) }
            }
        }
        #expect(eventually { stage.calls.withLock { $0 } == 1 })
        stage.answers.update { $0 = true }
        for thread in threads { thread.join() }
        #expect(keys.withLock { $0 } == Array(repeating: "1", count: 8))
        #expect(stage.calls.withLock { $0 } == 1)
    }

    @Test("keys without an end are asked for once")
    func lasting() throws {
        let stage = Stage()
        let cache = stage.cache()
        for _ in 0..<3 { #expect(try cache.current().accessKeyID == "1") }
        stage.now.withLock { $0 += 1_000_000 }
        #expect(try cache.current().accessKeyID == "1")
    }

    @Test("temporary keys are renewed five minutes before their end")
    func renewal() throws {
        let stage = Stage()
        stage.answer.withLock { $0 = .success(3_600) }
        let cache = stage.cache()
        #expect(try cache.current().accessKeyID == "1")
        stage.now.withLock { $0 += 3_300 }
        #expect(try cache.current().accessKeyID == "1")
        stage.now.withLock { $0 += 1 }
        #expect(try cache.current().accessKeyID == "2")
    }

    @Test("a renewal that fails leaves the old keys in use, asks again after a while, and is an error at their end")
    func failure() throws {
        let stage = Stage()
        stage.answer.withLock { $0 = .success(3_600) }
        let cache = stage.cache()
        _ = try cache.current()
        stage.answer.withLock { $0 = .failure(LoaderError("credentials.test", .incomplete, "No.")) }
        stage.now.withLock { $0 += 3_400 }
        for _ in 0..<3 { #expect(try cache.current().accessKeyID == "1") }
        #expect(stage.calls.withLock { $0 } == 2)
        stage.now.withLock { $0 += 31 }
        #expect(try cache.current().accessKeyID == "1")
        #expect(stage.calls.withLock { $0 } == 3)
        stage.now.withLock { $0 += 1_000 }
        #expect(throws: LoaderError.self) { try cache.current() }
        stage.answer.withLock { $0 = .success(3_600) }
        #expect(try cache.current().accessKeyID == "5")
    }

    @Test("where there are none any more the old keys stay in use, and their end is an outage, not a mistake")
    func gone() throws {
        let stage = Stage()
        stage.isGone.withLock { $0 = true }
        let never = try #require(throws: LoaderError.self) { try stage.cache().current() }
        #expect(never.code == "credentials.missing" && never.kind == .configuration)
        stage.isGone.withLock { $0 = false }
        stage.answer.withLock { $0 = .success(3_600) }
        let cache = stage.cache()
        let first = try cache.current()
        stage.isGone.withLock { $0 = true }
        stage.now.withLock { $0 += 3_400 }
        #expect(try cache.current() == first)
        stage.now.withLock { $0 += 200 }
        let ended = try #require(throws: LoaderError.self) { try cache.current() }
        #expect(ended.code == "credentials.unavailable" && ended.kind == .incomplete && ended.isTransient)
        // The same where the server refused them before their end.
        stage.isGone.withLock { $0 = false }
        let second = try cache.current()
        cache.forget(second)
        stage.isGone.withLock { $0 = true }
        #expect(throws: ended) { try cache.current() }
    }

    @Test("keys that are due when they come are not asked for again at each request")
    func shortLived() throws {
        let stage = Stage()
        stage.answer.withLock { $0 = .success(200) }
        let cache = stage.cache()
        for _ in 0..<5 { #expect(try cache.current().accessKeyID == "1") }
        stage.now.withLock { $0 += 31 }
        for _ in 0..<5 { #expect(try cache.current().accessKeyID == "2") }
    }

    @Test("keys that the server refused are forgotten, newer ones are not")
    func forgetting() throws {
        let cache = Stage().cache()
        let first = try cache.current()
        cache.forget(first)
        #expect(try cache.current().accessKeyID == "2")
        cache.forget(first)
        #expect(try cache.current().accessKeyID == "2")
    }
}
