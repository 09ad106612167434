/// The places that credentials may come from, in AWS's usual order.
struct CredentialsChain: CredentialsProvider {
    private let providers: [any CredentialsProvider]
    private let fallback: AWSCredentials?

    /// Environment, web identity, profile, container, instance.
    init(_ environment: AWSEnvironment, profile: AWSProfile, region: String?) {
        providers = [
            EnvironmentCredentials(environment: environment),
            WebIdentityCredentials(environment: environment, profile: profile, region: region),
            ProfileCredentials(profile: profile),
            ContainerCredentials(environment: environment),
            InstanceCredentials(environment: environment),
        ]
        fallback = nil
    }

    /// Environment, a profile asked for by name, else dummy keys: a local server gets no credentials of a machine.
    init(local environment: AWSEnvironment, profile: AWSProfile) {
        let named: [any CredentialsProvider] = profile.isExplicit ? [ProfileCredentials(profile: profile)] : []
        providers = [EnvironmentCredentials(environment: environment)] + named
        fallback = .dummy
    }

    func credentials(over http: HTTPClient) throws(LoaderError) -> AWSCredentials? {
        for provider in providers {
            if let credentials = try provider.credentials(over: http) { return credentials }
        }
        return fallback
    }
}
