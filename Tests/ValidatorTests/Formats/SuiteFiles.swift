import Foundation
import Testing

@testable import Validator

/// Reads the official JSON-Schema-Test-Suite.
enum SuiteFiles {
    static let drafts = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"]

    /// A schema of the suite and what it says about some instances.
    struct Group {
        let description: String
        let schema: JSONValue
        let tests: [(description: String, data: JSONValue, isValid: Bool)]
    }

    /// The suite's root: `JSON_SCHEMA_TEST_SUITE`, or `.venv/json-schema-test-suite` in the repository.
    static var root: URL {
        if let path = ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"] { return URL(filePath: path) }
        return URL(filePath: #filePath).appending(path: "../../../../.venv/json-schema-test-suite").standardized
    }

    /// The names of the JSON files of a folder below `tests`.
    static func names(in folder: String) throws -> [String] {
        let path = root.appending(path: "tests/\(folder)").path
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        return try #require(
            names?.filter { $0.hasSuffix(".json") }.sorted(),
            "no test suite at \(root.path): run scripts/test, or set JSON_SCHEMA_TEST_SUITE to the folder of its tests/")
    }

    /// The groups of a file below `tests`.
    static func groups(in file: String) throws -> [Group] {
        let bytes = try Data(contentsOf: root.appending(path: "tests/\(file)"))
        let groups = try #require(try JSONValue.parse(String(decoding: bytes, as: UTF8.self)).array)
        return try groups.map { group in
            Group(
                description: group["description"]?.string ?? "",
                schema: try #require(group["schema"]),
                tests: try #require(group["tests"]?.array).map { test in
                    let data = try #require(test["data"])
                    return (test["description"]?.string ?? "", data, try #require(test["valid"]).bool == true)
                })
        }
    }
}

extension String {
    /// Calls a function with the text's bytes in a buffer that holds nothing else.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try Array(utf8).withUnsafeBufferPointer(body)
    }
}
