import Foundation

/// A directory of its own for one test, removed with its owner.
final class Scratch {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-reporting-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every file and link below, hidden ones too, sorted.
    var files: [String] {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
            return attributes?[.type] as? FileAttributeType != .typeDirectory
        }.sorted()
    }

    /// The content of a file below.
    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + "/" + name))) }
}
