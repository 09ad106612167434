import Synchronization
import Testing

@testable import Loader

@Suite("Credentials are renewed before they expire")
struct CredentialsCacheTests {
    /// A provider and a clock that the test moves.
    private final class Stage: CredentialsProvider {
        let now = Mutex<Int64>(1_000)
        let calls = Mutex<Int>(0)
        let answer = Mutex<Result<Int64?, LoaderError>>(.success(nil))

        func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
            let number = calls.withLock { calls in
                calls += 1
                return calls
            }
            let lifetime = try answer.withLock { $0 }.get()
            let end = lifetime.map { lifetime in AWSTimestamp(seconds: now.withLock { $0 } + lifetime) }
            return AWSCredentials(accessKeyID: "\(number)", secretAccessKey: "s", expiration: end)
        }

        func cache() -> CredentialsCache {
            CredentialsCache(self) { AWSTimestamp(seconds: self.now.withLock { $0 }) }
        }
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
