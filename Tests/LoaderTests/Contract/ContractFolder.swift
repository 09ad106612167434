import Foundation
import Loader

/// A folder of a test's own, removed with the object.
final class ContractFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/audit-contract-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// The mistakes of a contract, each without the folder's name.
    func mistakes(in text: String, name: String = "c.yaml") throws -> [String] {
        let file = try write(text, to: name)
        do {
            _ = try Contract.read(path: file)
            return []
        } catch {
            return error.problems.map { "\($0)".replacingOccurrences(of: path + "/", with: "") }
        }
    }
}

/// The repository's own files.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static func text(_ path: String) throws -> String { try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8) }
}
