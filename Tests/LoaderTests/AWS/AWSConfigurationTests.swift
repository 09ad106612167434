import TestSupport
import Testing

@testable import Loader

@Suite("The AWS configuration")
struct AWSConfigurationTests {
    static let config = """
        # a comment
        [default]
        region = eu-west-1   # behind a value
        [profile work]
        region=eu-central-1
        endpoint_url = http://127.0.0.1:1000
        services = mine
        nested =
          inner = 1
        output = json
        [ profile   spaced ]
        region = us-east-2
        rubbish without an equals sign
        [services mine]
        sqs =
          endpoint_url = http://127.0.0.1:2000
        [work]
        region = not-read-without-the-word-profile
        """

    func environment(_ variables: [String: String] = [:], _ directory: TemporaryDirectory) throws -> AWSEnvironment {
        try directory.write(Self.config, to: ".aws/config")
        try directory.write(
            "[default]\naws_access_key_id = D\naws_secret_access_key = DS\n[keys-only]\naws_access_key_id=K\n",
            to: ".aws/credentials")
        return AWSEnvironment(variables.merging(["HOME": directory.path]) { own, _ in own })
    }

    @Test("sections, nested settings and comments are read")
    func file() {
        let file = AWSConfigurationFile(Self.config)
        #expect(file.sections["default"] == ["region": "eu-west-1"])
        #expect(file.sections["profile spaced"] == ["region": "us-east-2"])
        #expect(file.sections["profile work"]?["nested.inner"] == "1")
        #expect(file.sections["profile work"]?["output"] == "json")
        #expect(file.sections["services mine"]?["sqs.endpoint_url"] == "http://127.0.0.1:2000")
    }

    @Test(
        "the region: AWS_REGION, AWS_DEFAULT_REGION, the profile",
        arguments: [
            (["AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"], "a"), (["AWS_DEFAULT_REGION": "b"], "b"),
            (["AWS_REGION": ""], "eu-west-1"), ([:], "eu-west-1"), (["AWS_PROFILE": "work"], "eu-central-1"),
            (["AWS_DEFAULT_PROFILE": "spaced"], "us-east-2"), (["AWS_PROFILE": "keys-only"], nil),
        ] as [([String: String], String?)])
    func region(variables: [String: String], region: String?) throws {
        let directory = try TemporaryDirectory()
        #expect(try AWSConfiguration(environment(variables, directory)).region == region)
    }

    @Test(
        "the endpoint: the service's variable, the general one, the profile's for the service, the profile's",
        arguments: [
            (["AWS_ENDPOINT_URL_SQS": "http://a", "AWS_ENDPOINT_URL": "http://b"], "http://a"),
            (["AWS_ENDPOINT_URL": "http://b", "AWS_PROFILE": "work"], "http://b"),
            (["AWS_PROFILE": "work"], "http://127.0.0.1:2000"), ([:], nil),
            (["AWS_ENDPOINT_URL": "http://b", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], nil),
        ] as [([String: String], String?)])
    func endpoint(variables: [String: String], endpoint: String?) throws {
        let directory = try TemporaryDirectory()
        #expect(try AWSConfiguration(environment(variables, directory)).sqsEndpoint()?.description == endpoint)
    }

    @Test("an endpoint with a password is refused and not repeated")
    func badEndpoint() throws {
        let configuration = AWSConfiguration(AWSEnvironment(["AWS_ENDPOINT_URL": "http://me:secret@h"]))
        let error = try #require(throws: LoaderError.self) { try configuration.sqsEndpoint() }
        #expect(error.code == "endpoint.malformed")
        #expect(!error.description.contains("secret"))
    }

    @Test(
        "the region in AWS's own hosts",
        arguments: [
            ("sqs.eu-west-1.amazonaws.com", "eu-west-1"), ("eu-west-1.queue.amazonaws.com", "eu-west-1"),
            ("queue.amazonaws.com", "us-east-1"), ("sqs.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("sqs.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
            ("vpce-0a-b1.sqs.eu-west-3.vpce.amazonaws.com", "eu-west-3"), ("sqs.eu-west-1.example.com", nil),
            ("localhost", nil), ("sqs.eu-west-1.api.aws", "eu-west-1"),
        ] as [(String, String?)])
    func hostRegion(host: String, region: String?) {
        #expect(AWSHost.region(in: host) == region)
    }

    @Test(
        "server and region of a location",
        arguments: [
            ("sqs://h:1/0/q", ["AWS_ENDPOINT_URL": "http://other"], "http://h:1/", "us-east-1"),
            ("sqs://h:1/0/q", ["AWS_REGION": "eu-west-1"], "http://h:1/", "eu-west-1"),
            (
                "https://sqs.eu-west-1.amazonaws.com/0/q", ["AWS_REGION": "us-east-2"],
                "https://sqs.eu-west-1.amazonaws.com/", "eu-west-1"
            ),
            (
                "https://sqs.eu-west-1.amazonaws.com/0/q", ["AWS_ENDPOINT_URL": "http://local:4566"],
                "http://local:4566",
                "eu-west-1"
            ),
            (
                "https://proxy.example/0/q", ["AWS_ENDPOINT_URL": "http://other", "AWS_REGION": "eu-west-2"],
                "https://proxy.example/", "eu-west-2"
            ),
            ("sqs:q", ["AWS_REGION": "eu-west-1"], "https://sqs.eu-west-1.amazonaws.com/", "eu-west-1"),
            ("sqs:q", ["AWS_REGION": "cn-north-1"], "https://sqs.cn-north-1.amazonaws.com.cn/", "cn-north-1"),
            ("sqs:q", ["AWS_ENDPOINT_URL_SQS": "http://local:4566/"], "http://local:4566/", "us-east-1"),
        ] as [(String, [String: String], String, String)])
    func connection(text: String, variables: [String: String], server: String, region: String) throws {
        let connection = try SQSConnection(
            QueueLocation(text), environment: AWSEnvironment(variables), retries: .queue(seconds: 30))
        #expect(connection.server.description == server)
        #expect(connection.signature.region == region)
    }

    @Test("a name without a region cannot be found")
    func missingRegion() throws {
        let location = try QueueLocation("sqs:q")
        let error = try #require(throws: LoaderError.self) {
            try SQSConnection(location, environment: AWSEnvironment([:]), retries: .queue(seconds: 30))
        }
        #expect(error.code == "region.missing")
        #expect(error.kind == .configuration)
    }
}
