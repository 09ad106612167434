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
    /// The seconds after the first failure in which it is sent again; nil: the number of attempts alone decides.
    var seconds: Double?

    /// For credentials endpoints, which are near.
    static let credentials = RetryPolicy(attempts: 3, base: 100, cap: 1_000)

    /// For SQS: outlasts an outage of so many seconds.
    static func queue(seconds: Double) -> RetryPolicy {
        RetryPolicy(attempts: .max, base: 100, cap: 10_000, seconds: seconds)
    }

    /// For a database, where a deadlock passes at once and a restart takes seconds.
    static func database(seconds: Double) -> RetryPolicy {
        RetryPolicy(attempts: .max, base: 20, cap: 2_000, seconds: seconds)
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

    /// Sends a request again while the server cannot be reached or is busy.
    ///
    /// - Parameter place: what gives credentials there, as an error names it.
    /// - Throws: `http.…`; `credentials.unavailable` where it is busy to the end.
    func send(
        _ request: HTTPRequest, to place: String, over http: HTTPClient
    ) throws(LoaderError) -> HTTPResponse {
        var series = RetrySeries(self)
        while true {
            do throws(LoaderError) {
                let response = try http.send(request)
                guard response.isBusy else { return response }
                throw .busyCredentials(place, response)
            } catch {
                guard error.isTransient, series.wait() else { throw error }
            }
        }
    }
}
