import Foundation
import Validator

/// The only files that a schema's references may read: those of one folder, without links that lead out of it.
struct SchemaFolder {
    /// Why a file is not read.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// The folder as it was named.
    let path: String

    /// The folder of a file.
    static func of(_ file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// The document that a reference names; nil where it names no file, but something elsewhere.
    func document(_ uri: String) throws -> JSONValue? {
        guard Self.isFile(uri) else { return nil }
        return try ContractFile(path: realPath(of: uri)).value
    }

    /// A file that a reference has led to already, with the places of its keys.
    static func file(_ uri: String) -> ContractFile? {
        (try? ContractFile(path: uri)) ?? uri.removingPercentEncoding.flatMap { try? ContractFile(path: $0) }
    }

    /// Where a file of this folder really is, links followed.
    func realPath(of file: String) throws(Refusal) -> String {
        guard let real = Self.resolve(file) ?? file.removingPercentEncoding.flatMap(Self.resolve) else {
            throw Refusal(description: "\(file) is not there (\(listing))")
        }
        guard contains(real) else {
            throw Refusal(description: "\(file) lies outside the schema root \(path), see --schema-root (\(listing))")
        }
        return real
    }

    /// Whether a path without links lies in the folder.
    func contains(_ real: String) -> Bool {
        guard let root = Self.resolve(path) else { return false }
        return real.hasPrefix(root == "/" ? "/" : root + "/")
    }

    /// The path without links; nil where there is nothing.
    static func resolve(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// A URI with a scheme, an authority or a query is no file.
    private static func isFile(_ uri: String) -> Bool {
        let first = uri.prefix { $0 != "/" }
        return !uri.isEmpty && !first.contains(":") && !uri.hasPrefix("//") && !uri.contains("?")
    }

    /// What references to the folder may name.
    private var listing: String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let schemas = names.filter { name in [".json", ".yaml", ".yml"].contains { name.hasSuffix($0) } }.sorted()
        guard !schemas.isEmpty else { return "there are no schemas in \(path)" }
        let more = schemas.count > 12 ? " and \(schemas.count - 12) more" : ""
        return "in \(path) are: \(schemas.prefix(12).joined(separator: ", "))\(more)"
    }
}
