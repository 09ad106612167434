import Synchronization

/// The credentials in use, shared by all threads and renewed before they expire.
final class CredentialsCache: Sendable {
    private struct State {
        var credentials: AWSCredentials?
        /// Whether there have been any: then none is an outage of the place that gives them.
        var hasHadSome = false
        var retryAfter = AWSTimestamp(seconds: 0)
    }

    /// Seconds before the end at which new credentials are asked for.
    private static let margin: Int64 = 300
    private let provider: any CredentialsProvider
    private let now: @Sendable () -> AWSTimestamp
    private let state = Mutex(State())

    /// A cache of what the provider gives; `now` is the clock.
    init(_ provider: any CredentialsProvider, now: @escaping @Sendable () -> AWSTimestamp = { .now }) {
        self.provider = provider
        self.now = now
    }

    /// Credentials that are good for some minutes. One thread renews while the others wait.
    ///
    /// - Throws: `credentials.…` where no place gives any and none are left that still hold.
    func current() throws(LoaderError) -> AWSCredentials {
        let result: Result<AWSCredentials, LoaderError> = state.withLock { state in
            let now = now()
            if let known = state.credentials, let end = known.expiration?.seconds {
                let isDue = end - now.seconds < Self.margin && now >= state.retryAfter
                if !isDue && end > now.seconds { return .success(known) }
            } else if let known = state.credentials {
                return .success(known)
            }
            return renew(&state, now)
        }
        return try result.get()
    }

    /// Forgets these credentials: the server refused them as expired.
    func forget(_ credentials: AWSCredentials) {
        state.withLock { state in
            if state.credentials == credentials { state.credentials = nil }
        }
    }

    private func renew(_ state: inout State, _ now: AWSTimestamp) -> Result<AWSCredentials, LoaderError> {
        // Asked again after a while, not at each request: also where the fresh ones are due already.
        state.retryAfter = AWSTimestamp(seconds: now.seconds + 30)
        do throws(LoaderError) {
            guard let fresh = try provider.credentials(over: HTTPClient(maximumResponseBytes: 1 << 20)) else {
                throw state.hasHadSome ? Self.gone : Self.none
            }
            state.credentials = fresh
            state.hasHadSome = true
            return .success(fresh)
        } catch {
            // The old ones still hold for some minutes.
            guard let known = state.credentials, let end = known.expiration, end > now else { return .failure(error) }
            return .success(known)
        }
    }

    private static let gone = LoaderError(
        "credentials.unavailable", .incomplete, "The place that the AWS credentials came from gives none any more.",
        remedy: "Check the role of the machine, the task or the pod; what was not acknowledged comes back by itself.")

    private static let none = LoaderError(
        "credentials.missing", .configuration, "No AWS credentials were found.",
        remedy: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role.")
}
