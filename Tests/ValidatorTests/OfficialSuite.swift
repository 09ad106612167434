import Foundation
import Testing
import Validator

/// Reads the official JSON-Schema-Test-Suite, which `scripts/test` brings.
enum OfficialSuite {
    /// A schema of the suite and what it says about some instances.
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

    /// The suite's root: `JSON_SCHEMA_TEST_SUITE`, or `.venv/json-schema-test-suite` in the repository.
    static var root: URL {
        if let path = ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"] { return URL(filePath: path) }
        return URL(filePath: #filePath).appending(path: "../../../.venv/json-schema-test-suite").standardized
    }

    /// The names of the JSON files of a folder below `tests`.
    static func names(in folder: String) throws -> [String] {
        let path = root.appending(path: "tests/\(folder)").path
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        return try #require(
            names?.filter { $0.hasSuffix(".json") }.sorted(),
            "no test suite at \(root.path): run scripts/test, or set JSON_SCHEMA_TEST_SUITE to the folder of its tests/"
        )
    }

    /// The groups of all files of a folder below `tests`.
    static func groups(ofFolder folder: String) throws -> [Group] {
        try names(in: folder).flatMap { try groups(in: "\(folder)/\($0)") }
    }

    /// The groups of a file below `tests`.
    static func groups(in file: String) throws -> [Group] {
        let bytes = try Data(contentsOf: root.appending(path: "tests/\(file)"))
        return try #require(try JSONValue.parse(Array(bytes)).array).map { group in
            Group(
                file: file, description: try #require(group["description"]?.string),
                schema: try #require(group["schema"]),
                tests: try #require(group["tests"]?.array).map { test in
                    let isValid = try #require(test["valid"]?.bool as Bool?)
                    return (try #require(test["description"]?.string), try #require(test["data"]), isValid)
                })
        }
    }

    /// The JSON files of a folder below the root, by name.
    static func documents(in folder: String) throws -> [(name: String, value: JSONValue)] {
        let directory = root.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            (name, try JSONValue.parse(Array(Data(contentsOf: directory.appending(path: name)))))
        }
    }

    /// The documents that the suite serves at `http://localhost:1234/`.
    static func remotes() throws -> [String: JSONValue] {
        let directory = root.appending(path: "remotes")
        var remotes: [String: JSONValue] = [:]
        let files = try #require(FileManager.default.enumerator(atPath: directory.path))
        for case let path as String in files where path.hasSuffix(".json") {
            let bytes = try Data(contentsOf: directory.appending(path: path))
            remotes["http://localhost:1234/\(path)"] = try JSONValue.parse(Array(bytes))
        }
        return remotes
    }
}
