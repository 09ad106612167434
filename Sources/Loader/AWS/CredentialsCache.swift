/// The credentials in use, shared by all threads and renewed before they expire.
final class CredentialsCache: Sendable {
    private struct State {
        var credentials: AWSCredentials?
        /// Whether there have been any: then none is an outage of the place that gives them.
        var hasHadSome = false
        var retryAfter = AWSTimestamp(seconds: 0)
        /// Whether a thread is asking for new ones.
        var isRenewing = false
    }

    /// What a thread that needs credentials does.
    private enum Step {
        case use(AWSCredentials)
        case renew
    }

    /// Seconds before the end at which new credentials are asked for.
    private static let margin: Int64 = 300
    private let provider: any CredentialsProvider
    private let now: @Sendable () -> AWSTimestamp
    private let state = Monitor(State())

    /// A cache of what the provider gives; `now` is the clock.
    init(_ provider: any CredentialsProvider, now: @escaping @Sendable () -> AWSTimestamp = { .now }) {
        self.provider = provider
        self.now = now
    }

    /// Credentials that are good for some minutes. One thread renews; the others go on with the old ones as long as those
    /// hold, and wait where they do not.
    ///
    /// - Throws: `credentials.…` where no place gives any and none are left that still hold.
    func current() throws(LoaderError) -> AWSCredentials {
        let step = state.wait { state -> Step? in
            let now = now()
            if let known = state.credentials {
                let left = known.expiration.map { $0.seconds - now.seconds } ?? .max
                let isDue = left < Self.margin && now >= state.retryAfter && !state.isRenewing
                if left > 0, !isDue { return .use(known) }
            }
            guard !state.isRenewing else { return nil }
            state.isRenewing = true
            // Asked again after a while, not at each request: also where the fresh ones are due already.
            state.retryAfter = AWSTimestamp(seconds: now.seconds + 30)
            return .renew
        }
        guard case .use(let known) = step else { return try renew() }
        return known
    }

    /// Forgets these credentials: the server refused them as expired.
    func forget(_ credentials: AWSCredentials) {
        state.update { state in
            if state.credentials == credentials { state.credentials = nil }
        }
    }

    private func renew() throws(LoaderError) -> AWSCredentials {
        let answer = answer()
        let result = state.update { state -> Result<AWSCredentials, LoaderError> in
            state.isRenewing = false
            switch answer {
            case .success(let fresh?):
                state.credentials = fresh
                state.hasHadSome = true
                return .success(fresh)
            case .success(nil): return Self.left(state, at: now(), or: state.hasHadSome ? Self.gone : Self.none)
            case .failure(let error): return Self.left(state, at: now(), or: error)
            }
        }
        return try result.get()
    }

    private func answer() -> Result<AWSCredentials?, LoaderError> {
        do throws(LoaderError) {
            return .success(try provider.credentials(over: HTTPClient(maximumResponseBytes: 1 << 20)))
        } catch {
            return .failure(error)
        }
    }

    /// The old credentials, which may hold for some minutes more.
    private static func left(
        _ state: State, at now: AWSTimestamp, or error: LoaderError
    ) -> Result<AWSCredentials, LoaderError> {
        guard let known = state.credentials, let end = known.expiration, end > now else { return .failure(error) }
        return .success(known)
    }

    private static let gone = LoaderError(
        "credentials.unavailable", .incomplete, "The place that the AWS credentials came from gives none any more.",
        remedy: "Check the role of the machine, the task or the pod; what was not acknowledged comes back by itself.")

    private static let none = LoaderError(
        "credentials.missing", .configuration, "No AWS credentials were found.",
        remedy: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role.")
}
