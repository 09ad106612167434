import Foundation

/// The files of this repository and of its surroundings.
enum Repository {
    /// The directory of Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A file of the repository.
    static func file(_ path: String) -> String { root.appending(path: path).path(percentEncoded: false) }

    /// The shipped contract.
    static let contract = file("schemas/user_logins.yaml")
    /// The contract for a table without a key.
    static let referenceContract = file("schemas/user_logins_reference.yaml")
    /// The shipped sample of 100 messages.
    static let sample = file("schemas/samples/user_logins.ndjson")

    /// The built program, beside the tests.
    static let program: String = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let tests = bundle ?? URL(filePath: CommandLine.arguments[0]).absoluteURL
        return tests.deletingLastPathComponent().appending(path: "audit").path(percentEncoded: false)
    }()

    /// The shared test data: `AUDIT_TEST_DATA`, or `../shared/data` beside the repository; nil where neither is there.
    static var testData: URL? {
        let named = ProcessInfo.processInfo.environment["AUDIT_TEST_DATA"].map { URL(filePath: $0) }
        let folder = named ?? root.deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) ? folder : nil
    }
}
