import TestSupport
import Testing

@testable import Loader

@Suite("Where credentials come from")
struct CredentialsTests {
    static let json = """
        {"AccessKeyId": "ID", "SecretAccessKey": "SECRET", "Token": "TOKEN", "Expiration": "2030-01-01T00:00:00Z"}
        """
    static let temporary = AWSCredentials(
        accessKeyID: "ID", secretAccessKey: "SECRET", sessionToken: "TOKEN",
        expiration: AWSTimestamp("2030-01-01T00:00:00Z"))

    /// The chain in an environment of these variables and no others; no instance is asked unless they say so.
    func credentials(_ variables: [String: String]) throws -> AWSCredentials? {
        let usual = ["AWS_EC2_METADATA_DISABLED": "true"]
        let environment = AWSEnvironment(variables.merging(usual) { own, _ in own })
        return try CredentialsChain(environment, profile: AWSProfile(environment), region: nil)
            .credentials(over: HTTPClient())
    }

    func failure(_ variables: [String: String]) throws -> LoaderError {
        try #require(throws: LoaderError.self) { try credentials(variables) }
    }

    @Test("the environment comes first")
    func environment() throws {
        let keys = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B", "AWS_PROFILE": "nowhere"]
        #expect(try credentials(keys) == AWSCredentials(accessKeyID: "A", secretAccessKey: "B"))
        let token = keys.merging(["AWS_SESSION_TOKEN": "C"]) { own, _ in own }
        #expect(try credentials(token)?.sessionToken == "C")
        #expect(try failure(["AWS_ACCESS_KEY_ID": "A"]).code == "credentials.incomplete")
        #expect(try credentials([:]) == nil)
    }

    @Test("a web identity token is exchanged by STS, and read anew each time")
    func webIdentity() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("first token\n", to: "token")
        let server = try StubServer { _, _ in
            StubResponse(
                body: """
                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                    <AssumeRoleWithWebIdentityResult><Credentials><SessionToken>TOKEN</SessionToken>
                    <SecretAccessKey>SECRET</SecretAccessKey><Expiration>2030-01-01T00:00:00Z</Expiration>
                    <AccessKeyId>ID</AccessKeyId></Credentials></AssumeRoleWithWebIdentityResult>
                    </AssumeRoleWithWebIdentityResponse>
                    """)
        }
        let variables = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": file, "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
            "AWS_ENDPOINT_URL_STS": server.origin,
        ]
        #expect(try credentials(variables) == Self.temporary)
        try directory.write("second", to: "token")
        #expect(try credentials(variables) == Self.temporary)
        #expect(server.requests.map(\.action) == ["AssumeRoleWithWebIdentity", "AssumeRoleWithWebIdentity"])
        #expect(server.requests[0].body.contains("&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=audit&"))
        #expect(server.requests[0].body.hasSuffix("&WebIdentityToken=first%20token"))
        #expect(server.requests[1].body.hasSuffix("&WebIdentityToken=second"))
        #expect(server.requests[0].headers["authorization"] == nil)
    }

    @Test("a place that is busy is asked again, and is an outage where it stays so", arguments: [429, 503])
    func busy(status: Int) throws {
        let instance = try StubServer { request, number in
            if number < 2 { return StubResponse(status: status) }
            switch request.target {
            case "/latest/api/token": return StubResponse(body: "session")
            case "/latest/meta-data/iam/security-credentials/": return StubResponse(body: "role")
            default: return .json(Self.json)
            }
        }
        let variables = [
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": instance.origin,
        ]
        #expect(try credentials(variables) == Self.temporary)
        let server = try StubServer { _, _ in StubResponse(status: status) }
        let directory = try TemporaryDirectory()
        let places = [
            [
                "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.origin,
            ],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.origin],
            [
                "AWS_WEB_IDENTITY_TOKEN_FILE": try directory.write("t", to: "token"), "AWS_ROLE_ARN": "arn",
                "AWS_ENDPOINT_URL_STS": server.origin,
            ],
        ]
        for place in places {
            let error = try failure(place)
            #expect(error.code == "credentials.unavailable" && error.kind == .incomplete && error.isTransient)
        }
    }

    @Test("a refused or unreadable web identity token is an error, and no other place is asked")
    func webIdentityRefused() throws {
        let directory = try TemporaryDirectory()
        let server = try StubServer { _, _ in
            let body = "<ErrorResponse><Error><Code>ExpiredTokenException</Code></Error></ErrorResponse>"
            return StubResponse(status: 400, body: body)
        }
        var variables = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": try directory.write("secret-token", to: "token"),
            "AWS_ROLE_ARN": "role", "AWS_ENDPOINT_URL_STS": server.origin,
        ]
        let refused = try failure(variables)
        #expect(refused.code == "credentials.web-identity")
        #expect(refused.message.contains("ExpiredTokenException"))
        #expect(!refused.description.contains("secret"))
        variables["AWS_ROLE_ARN"] = nil
        #expect(try failure(variables).message.contains("AWS_ROLE_ARN"))
        variables["AWS_ROLE_ARN"] = "role"
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/nowhere"
        #expect(try failure(variables).message.contains("cannot be read"))
    }

    @Test("a profile's keys are found in either file, the credentials file first")
    func profile() throws {
        let directory = try TemporaryDirectory()
        let config = try directory.write(
            """
            [default]
            aws_access_key_id = CONFIG
            aws_secret_access_key = CS
            [profile other]
            aws_access_key_id = O
            aws_secret_access_key = OS
            aws_session_token = OT
            [profile plain]
            region = eu-west-1
            """, to: "config")
        let shared = try directory.write("[default]\naws_access_key_id=FILE\naws_secret_access_key=FS\n", to: "shared")
        let files = ["AWS_CONFIG_FILE": config, "AWS_SHARED_CREDENTIALS_FILE": shared]
        #expect(try credentials(files) == AWSCredentials(accessKeyID: "FILE", secretAccessKey: "FS"))
        let other = files.merging(["AWS_PROFILE": "other"]) { own, _ in own }
        let expected = AWSCredentials(accessKeyID: "O", secretAccessKey: "OS", sessionToken: "OT")
        #expect(try credentials(other) == expected)
        #expect(try credentials(files.merging(["AWS_PROFILE": "plain"]) { own, _ in own }) == nil)
        let missing = try failure(files.merging(["AWS_PROFILE": "nobody"]) { own, _ in own })
        #expect(missing.code == "credentials.profile")
    }

    @Test(
        "a profile that needs more than keys says what to do",
        arguments: ["role_arn", "source_profile", "credential_process", "sso_session", "sso_start_url"])
    func unsupported(setting: String) throws {
        let directory = try TemporaryDirectory()
        let config = try directory.write("[default]\n\(setting) = x\n", to: "config")
        let error = try failure(["AWS_CONFIG_FILE": config])
        #expect(error.code == "credentials.unsupported")
        #expect(error.message.contains(setting))
        #expect(error.remedy.contains("aws configure export-credentials --profile default"))
    }

    @Test("a container's endpoint gets the token of its file as it is now")
    func container() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("one\n", to: "token")
        let server = try StubServer { _, _ in .json(Self.json) }
        let variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.origin)/v1/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "not this",
        ]
        #expect(try credentials(variables) == Self.temporary)
        try directory.write("two", to: "token")
        #expect(try credentials(variables) == Self.temporary)
        #expect(server.requests.map(\.target) == ["/v1/credentials", "/v1/credentials"])
        #expect(server.requests.map { $0.headers["authorization"] } == ["one", "two"])
    }

    @Test(
        "a container's endpoint on another host over plain HTTP is refused before anything is sent",
        arguments: [
            "http://example.com/", "http://10.0.0.1/", "http://169.254.169.254/", "http://127.0.0.1.evil.example/",
            "http://[fd00:ec2::254]/", "ftp://127.0.0.1/", "nonsense",
        ])
    func foreignContainer(address: String) throws {
        let error = try failure(["AWS_CONTAINER_CREDENTIALS_FULL_URI": address])
        #expect(error.code == "credentials.container")
    }

    @Test("a container's errors are errors, and a token with a line break is none")
    func containerErrors() throws {
        let server = try StubServer { _, number in number == 0 ? .json("{}", status: 403) : .json("[]") }
        let variables = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.origin]
        #expect(try failure(variables).message.contains("403"))
        #expect(try failure(variables).code == "credentials.container")
        let split = variables.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nX: y"]) { own, _ in own }
        #expect(try failure(split).message.contains("line break"))
        #expect(server.requests.count == 2)
        #expect(try failure(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "x"]).code == "credentials.container")
    }

    @Test("an instance's role is asked for with a session token of the metadata service")
    func instance() throws {
        let server = try StubServer { request, _ in
            switch (request.method, request.target) {
            case ("PUT", "/latest/api/token"): return StubResponse(body: "SESSION")
            case ("GET", "/latest/meta-data/iam/security-credentials/"): return StubResponse(body: "my-role")
            case ("GET", "/latest/meta-data/iam/security-credentials/my-role"): return .json(Self.json)
            default: return StubResponse(status: 404)
            }
        }
        var variables = [
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "\(server.origin)/",
        ]
        #expect(try credentials(variables) == Self.temporary)
        #expect(server.requests[0].headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(server.requests.dropFirst().allSatisfy { $0.headers["x-aws-ec2-metadata-token"] == "SESSION" })
        variables["AWS_EC2_METADATA_DISABLED"] = "TRUE"
        #expect(try credentials(variables) == nil)
        #expect(server.requests.count == 3)
    }

    @Test("a machine without a metadata service or without a role has no credentials")
    func noInstance() throws {
        let enabled = ["AWS_EC2_METADATA_DISABLED": "false"]
        let nobody = "http://127.0.0.1:\(try FreePort.find())"
        #expect(
            try credentials(enabled.merging(["AWS_EC2_METADATA_SERVICE_ENDPOINT": nobody]) { own, _ in own }) == nil)
        let server = try StubServer { request, _ in StubResponse(status: request.method == "PUT" ? 200 : 404, body: "T")
        }
        let roleless = enabled.merging(["AWS_EC2_METADATA_SERVICE_ENDPOINT": server.origin]) { own, _ in own }
        #expect(try credentials(roleless) == nil)
    }

    @Test("a local server gets dummy keys, never a machine's role")
    func local() throws {
        let directory = try TemporaryDirectory()
        let config = try directory.write("[default]\nsso_session = x\n", to: "config")
        let environment = AWSEnvironment([
            "AWS_CONFIG_FILE": config, "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
        ])
        let chain = CredentialsChain(local: environment, profile: AWSProfile(environment))
        #expect(try chain.credentials(over: HTTPClient()) == .dummy)
    }
}
