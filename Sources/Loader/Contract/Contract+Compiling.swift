import Foundation
import Validator

extension Contract {
    /// The compiled schema of a message; `$ref` reads other files of the contract's folder and nothing else.
    ///
    /// - Throws: ``LoaderError`` `schema.invalid` of kind `configuration`.
    public func compile() throws(LoaderError) -> SchemaProgram {
        do {
            return try SchemaProgram(compiling: messageSchema, options: Self.schemaOptions(path: path))
        } catch {
            throw LoaderError(
                "schema.invalid", .configuration,
                "\(path): the schema of a message cannot be used: \(error.pointer): \(error.message)")
        }
    }

    /// How the schema in that file is compiled: its references find the files of its own folder.
    static func schemaOptions(path: String) -> SchemaOptions {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return SchemaOptions(baseURI: path) { uri in try document(uri, below: folder) }
    }

    private static func document(_ uri: String, below folder: String) throws -> JSONValue? {
        guard uri.hasPrefix(folder), !uri.contains("://"), !uri.contains("..") else { return nil }
        guard FileManager.default.fileExists(atPath: uri) else { return nil }
        return try ContractFile(path: uri).value
    }
}
