import Foundation

/// The files of this repository and of its surroundings.
enum Repository {
    /// The directory of Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A file of the repository.
    static func file(_ path: String) -> String { root.appending(path: path).path(percentEncoded: false) }

    /// The text of a file of the repository.
    static func text(_ path: String) throws -> String { try String(contentsOfFile: file(path), encoding: .utf8) }

    /// The shared test data: `AUDIT_TEST_DATA`, or `../shared/data` beside the repository; nil where neither is there.
    static var testData: URL? {
        let named = ProcessInfo.processInfo.environment["AUDIT_TEST_DATA"].map { URL(filePath: $0) }
        let folder = named ?? root.deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) ? folder : nil
    }
}
