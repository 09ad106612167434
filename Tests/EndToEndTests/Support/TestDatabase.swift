import Foundation
import Loader
import TestSupport

/// A database of a test's own, in the one cluster that all end-to-end suites share.
final class TestDatabase {
    /// The connection string.
    let address: String
    private let connection: PostgresConnection

    /// Makes an empty database.
    init() throws {
        address = try Self.cluster.get().makeDatabase()
        connection = try PostgresConnection(address)
    }

    /// A database that is there already.
    init(_ address: String) throws {
        self.address = address
        connection = try PostgresConnection(address)
    }

    /// The number that a query returns.
    func count(_ sql: String) throws -> Int { try connection.administer(sql).int(0, 0) ?? -1 }

    /// The rows of a table.
    func rows(of table: String, where condition: String = "true") throws -> Int {
        try count("SELECT count(*) FROM \(table) WHERE \(condition)")
    }

    /// The first column of a query's rows.
    func texts(_ sql: String) throws -> [String?] {
        let result = try connection.administer(sql)
        return (0..<result.count).map { result.text($0, 0) }
    }

    /// Runs statements.
    func run(_ sql: String) throws { try connection.administer(sql) }

    // MARK: The cluster

    /// The server's log, which must not hold what messages hold.
    static func log() throws -> String { try cluster.get().log() }

    private static let cluster = Result { try SharedCluster() }

    private final class SharedCluster: Sendable {
        private let cluster: EmbeddedCluster
        private let administration: String
        private let lock = NSLock()

        init() throws {
            let directory = FileManager.default.temporaryDirectory.path + "/audit-e2e-\(UUID().uuidString)"
            LeftBehind.add(directory)
            cluster = try EmbeddedCluster(directory: directory + "/postgres")
            administration = try cluster.start()
        }

        func makeDatabase() throws -> String {
            let name = "e2e_" + UUID().uuidString.lowercased().filter { $0 != "-" }
            // CREATE DATABASE cannot run while another one copies the template.
            try lock.withLock {
                _ = try PostgresConnection(administration).administer("CREATE DATABASE \(name)")
            }
            return administration.replacing("dbname=audit", with: "dbname=\(name)")
        }

        func log() throws -> String {
            try String(contentsOfFile: cluster.status.dataDirectory + "/server.log", encoding: .utf8)
        }
    }
}
