#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How often, and after how long a pause, a request that failed for the moment is sent again.
///
/// Full jitter: each pause is random between nothing and a bound that doubles (*Exponential Backoff And Jitter*, AWS
/// Architecture Blog), so that many clients do not come back at once.
struct RetryPolicy: Sendable {
    /// The number of times a request is sent, the first included.
    var attempts: Int
    /// The bound of the first pause, in milliseconds.
    var base: Int
    /// The largest bound, in milliseconds.
    var cap: Int

    /// For credentials endpoints, which are near.
    static let credentials = RetryPolicy(attempts: 3, base: 100, cap: 1_000)

    /// For SQS: outlasts an outage of about so many seconds, which the pauses last on average.
    static func queue(seconds: Double) -> RetryPolicy {
        var policy = RetryPolicy(attempts: 1, base: 100, cap: 10_000)
        var pauses = 0.0
        while pauses < seconds * 1_000, policy.attempts < 10_000 {
            pauses += Double(policy.bound(after: policy.attempts)) / 2
            policy.attempts += 1
        }
        return policy
    }

    /// For a service, which goes on for as long as it must.
    static let service = RetryPolicy(attempts: .max, base: 500, cap: 30_000)

    /// The pause behind the attempt of that number, from 1, in milliseconds.
    func pause(after attempt: Int) -> Int {
        Int.random(in: 0...bound(after: attempt))
    }

    private func bound(after attempt: Int) -> Int { min(cap, base << min(attempt - 1, 20)) }

    /// Waits so many milliseconds, or until `isCancelled` says so, which is asked ten times a second.
    static func wait(_ milliseconds: Int, unless isCancelled: () -> Bool = { false }) {
        var left = milliseconds
        while left > 0, !isCancelled() {
            usleep(UInt32(min(left, 100) * 1_000))
            left -= 100
        }
    }

    /// Sends a request again while the server cannot be reached or answers with a status from 500.
    func send(_ request: HTTPRequest, over http: HTTPClient) throws(LoaderError) -> HTTPResponse {
        for attempt in 1..<max(attempts, 1) {
            do throws(LoaderError) {
                let response = try http.send(request)
                if response.status < 500 && response.status != 429 { return response }
            } catch  where !error.isTransient {
                throw error
            } catch {}
            Self.wait(pause(after: attempt))
        }
        return try http.send(request)
    }
}
