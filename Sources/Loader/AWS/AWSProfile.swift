/// The settings of one profile, from both shared files; the credentials file wins for keys.
struct AWSProfile: Sendable {
    /// The profile's name.
    let name: String
    /// Whether either file has the profile.
    let exists: Bool
    /// Whether the environment asks for the profile by name.
    let isExplicit: Bool
    private let environment: AWSEnvironment
    private let configuration: [String: String]
    private let credentials: [String: String]
    private let services: [String: String]

    /// The profile that `AWS_PROFILE` (or `AWS_DEFAULT_PROFILE`) names, else `default`.
    init(_ environment: AWSEnvironment) {
        self.environment = environment
        let chosen = environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
        name = chosen ?? "default"
        isExplicit = chosen != nil
        let configFile = Self.file(environment, "AWS_CONFIG_FILE", ".aws/config")
        let credentialsFile = Self.file(environment, "AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials")
        let section = configFile?.sections["profile \(name)"] ?? (name == "default" ? configFile?.sections[name] : nil)
        exists = section != nil || credentialsFile?.sections[name] != nil
        configuration = section ?? [:]
        credentials = credentialsFile?.sections[name] ?? [:]
        services = configuration["services"].flatMap { configFile?.sections["services \($0)"] } ?? [:]
    }

    /// The same profile as its files say now: whoever renews keys writes new ones into them.
    func readAgain() -> AWSProfile { AWSProfile(environment) }

    private static func file(_ environment: AWSEnvironment, _ variable: String, _ path: String) -> AWSConfigurationFile?
    {
        guard let path = environment[variable] ?? environment.homePath(path) else { return nil }
        return FileContent.text(of: path).map(AWSConfigurationFile.init)
    }

    /// The value of a setting; nil where it is not set or empty.
    subscript(key: String) -> String? {
        guard let value = credentials[key] ?? configuration[key], !value.isEmpty else { return nil }
        return value
    }

    /// The endpoint that the profile sets for a service (`sqs`) by name, else for all.
    func endpoint(of service: String) -> String? { services["\(service).endpoint_url"] ?? self["endpoint_url"] }
}
