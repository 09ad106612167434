import Foundation
import Reporting
import Testing

@testable import Loader

/// A load of a queue into a database of a test's own, in this process.
struct QueueLoad {
    let database: PostgresConnection
    let address: String
    let source: RecordingSource
    let run: AuditRun

    /// A load of the shipped contract.
    init(
        _ server: StubServer, address: String? = nil,
        options configure: (inout SQSSourceOptions) -> Void = { _ in },
        request change: (inout RunRequest) -> Void = { _ in }
    ) throws {
        let address = try address ?? TestCluster.database()
        self.address = address
        database = try PostgresConnection(address)
        var options = SQSSourceOptions()
        options.waitSeconds = 1
        options.idleSeconds = 0.5
        options.retries = RetryPolicy(attempts: 4, base: 1, cap: 2)
        configure(&options)
        source = RecordingSource(
            try SQSSource(location: server.location(), options: options, environment: AWSEnvironment([:])))
        var request = RunRequest(.load, contract: try Self.contract())
        request.workers = 1
        change(&request)
        run = try AuditRun(request, source: source, keyring: .ephemeral()) { try PostgresConnection(address) }
    }

    static func contract() throws -> Contract {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try Contract.load(path: root.appending(path: "schemas/user_logins.yaml").path(percentEncoded: false))
    }

    /// A valid message, another for each name.
    static func body(_ name: String) -> String {
        let digits = String(name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF } + 1 << 32).suffix(8)
        return """
            {"user_id": "424cdd21-063a-43a7-b91b-7ca1\(digits)", "app_version": "2.3.0", "device_type": "android",
            "ip": "199.172.111.135", "locale": "RU", "device_id": "593-47-5928"}
            """
    }

    /// Makes the tables, so that triggers can be put on them.
    func makeTables() throws {
        try Migrator(database).migrate()
        try TargetTable(try #require(try Self.contract().load)).ensure(database)
    }

    func count(_ sql: String) throws -> Int { try database.execute(sql).int(0, 0) ?? -1 }
}

extension AuditReport {
    /// The check of that id.
    func check(_ id: String) -> Check? { checks.first { $0.id == id } }
}
