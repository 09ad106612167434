import Foundation
import Testing
import Validator

/// The official JSON-Schema-Test-Suite, which `scripts/test` brings.
enum OfficialSuite {
    /// One group of a file: a schema and its tests.
    struct Group {
        let file: String
        let description: String
        let schema: JSONValue
        let tests: [(description: String, data: JSONValue, isValid: Bool)]
    }

    static let drafts: [(folder: String, dialect: Dialect)] = [
        ("draft4", .draft4), ("draft6", .draft6), ("draft7", .draft7), ("draft2019-09", .draft2019),
        ("draft2020-12", .draft2020),
    ]

    /// The suite's root: where `JSON_SCHEMA_TEST_SUITE` says, else in the repository's `.venv`.
    static func root() throws -> URL {
        let named = ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"]
        let root = URL(
            fileURLWithPath: named ?? repository.appendingPathComponent(".venv/json-schema-test-suite").path)
        try #require(
            FileManager.default.fileExists(atPath: root.appendingPathComponent("tests").path),
            "The JSON Schema test suite is missing: run scripts/test once, or set JSON_SCHEMA_TEST_SUITE.")
        return root
    }

    private static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The groups of all files of a folder below `tests`.
    static func groups(_ folder: String) throws -> [Group] {
        let directory = try root().appendingPathComponent("tests/\(folder)")
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        return try names.filter { $0.hasSuffix(".json") }.flatMap { name in
            try groups(in: directory.appendingPathComponent(name), named: "\(folder)/\(name)")
        }
    }

    private static func groups(in file: URL, named name: String) throws -> [Group] {
        let groups = try JSONValue.parse(Array(Data(contentsOf: file))).array ?? []
        return try groups.map { group in
            let tests = try (group["tests"]?.array ?? []).map { test in
                (
                    try #require(test["description"]?.string), try #require(test["data"]),
                    try #require(test["valid"]?.bool as Bool?)
                )
            }
            return Group(
                file: name, description: try #require(group["description"]?.string),
                schema: try #require(group["schema"]), tests: tests)
        }
    }

    /// The documents that the suite serves at `http://localhost:1234/`.
    static func remotes() throws -> [String: JSONValue] {
        let directory = try root().appendingPathComponent("remotes")
        var remotes: [String: JSONValue] = [:]
        let files = try #require(FileManager.default.enumerator(atPath: directory.path))
        for case let path as String in files where path.hasSuffix(".json") {
            remotes["http://localhost:1234/\(path)"] = try JSONValue.parse(
                Array(Data(contentsOf: directory.appendingPathComponent(path))))
        }
        return remotes
    }
}
